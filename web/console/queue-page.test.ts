import { afterEach, beforeEach, expect, test } from 'vitest';
import { Refusal } from '../kit/problem';
import type { Operator } from './operator';
import type { ConsoleQueue } from './queue-page';
import './queue-page';
import { caseOf, tongue } from './samples';
import type { CaseRow } from './wire';

let asked: string[];
let queue: ConsoleQueue;
let answers: Record<string, unknown>;
let heard: [type: string, detail: string][];

const row = (id: string, changes: Partial<CaseRow> = {}): CaseRow => ({
  ...caseOf().case,
  id,
  claimedBy: null,
  mine: false,
  ...changes,
});

const opened = (id: string, kind = 'report') => ({
  ...caseOf(),
  case: { ...caseOf().case, id, kind, mine: true },
});

async function open(shown = true): Promise<void> {
  queue = document.createElement('parley-console-queue') as ConsoleQueue;
  const call = async (method: string, path: string, body?: unknown) => {
    asked.push([method, path, ...(body ? [JSON.stringify(body)] : [])].join(' '));
    const answer = answers[`${method} ${path}`] ?? answers[path.split('?')[0] ?? ''];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  queue.operator = { tongue, token: 't', acting: 'moderator', mayRead: true, call } as unknown as Operator;
  for (const type of ['said', 'signed-out'])
    queue.addEventListener(type, event => heard.push([type, (event as CustomEvent<string>).detail]));
  queue.shown = shown;
  document.body.append(queue);
  await rest();
}

async function rest(): Promise<void> {
  for (let i = 0; i < 8; i++) await Promise.resolve();
  await queue.updateComplete;
  await new Promise(done => setTimeout(done));
  await queue.updateComplete;
}

async function press(key: string, from: EventTarget = queue): Promise<void> {
  from.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
  await rest();
}

const current = () => queue.querySelector<HTMLElement>('.row[aria-current]')?.dataset.case ?? null;

beforeEach(() => {
  [asked, heard] = [[], []];
  answers = { '/v1/cases': { items: [row('a'), row('b')], cursor: null } };
});

afterEach(() => queue.remove());

test('it asks when it comes into view, and not before', async () => {
  await open(false);
  expect(asked).toEqual([]);
  queue.shown = true;
  await rest();
  expect(asked).toEqual(['GET /v1/cases?limit=30']);
  expect(queue.querySelectorAll('.row').length).toBe(2);
});

test('J and K move, C claims and shows what it rests on, a number chooses what is done', async () => {
  await open();
  answers['/v1/cases/b'] = opened('b');
  for (const key of ['j', 'j', 'k', 'j']) await press(key);
  expect(current()).toBe('b');
  await press('c');
  expect(asked).toContain('PUT /v1/cases/b/claim');
  expect(document.activeElement?.id).toBe('case-title');
  await press('2');
  expect(queue.querySelector<HTMLInputElement>('input[name=act]:checked')?.value).toBe('warn');
});

test('keys do nothing while somebody writes, with another key held, and while another part is looked at', async () => {
  await open();
  answers['/v1/cases/a'] = opened('a');
  await press('j');
  await press('c');
  await press('2');
  const facts = queue.querySelector('textarea');
  if (facts) await press('j', facts);
  queue.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'j', ctrlKey: true, bubbles: true, composed: true }),
  );
  queue.shown = false;
  await rest();
  await press('j');
  expect(current()).toBe('a');
});

test('what was written stays while one looks at another part', async () => {
  await open();
  answers['/v1/cases/a'] = opened('a');
  await press('j');
  await press('c');
  await press('3');
  const facts = queue.querySelector('textarea');
  if (facts) facts.value = 'You insulted the seller.';
  facts?.dispatchEvent(new Event('input'));
  queue.shown = false;
  await rest();
  queue.shown = true;
  await rest();
  expect(queue.querySelector('textarea')?.value).toBe('You insulted the seller.');
  expect(queue.querySelector<HTMLInputElement>('input[name=act]:checked')?.value).toBe('mute');
});

test.each([
  [true, 'Your colleague decided the same.'],
  [false, 'Your colleague decided otherwise: Warn.'],
])('a second opinion says whether it is the first (%s)', async (agrees, sentence) => {
  answers['/v1/cases/a'] = opened('a', 'second-opinion');
  answers['/v1/cases/a/opinion'] = { first: 'warn', agrees };
  await open();
  await press('j');
  await press('c');
  await press('1');
  queue.querySelector<HTMLButtonElement>('button[type=submit]')?.click();
  queue.querySelector('.case form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  await rest();
  expect(asked).toContain('POST /v1/cases/a/opinion {"act":"no-violation"}');
  expect(asked.some(line => line.includes('/decision'))).toBe(false);
  expect(heard).toContainEqual(['said', sentence]);
});

test('what the server says stands in the case, and a token that is over signs one out', async () => {
  await open();
  answers['PUT /v1/cases/a/claim'] = new Refusal('own-matter', 403, 'This is about you.');
  await press('j');
  await press('c');
  expect(queue.querySelector('[role=alert]')?.textContent).toBe('This is about you.');
  answers['PUT /v1/cases/a/claim'] = new Refusal('token-expired', 401, 'Over.');
  await press('c');
  expect(heard).toContainEqual(['signed-out', '']);
});
