import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Refusal } from '../problem';
import { Coach } from './coach';
import type { DraftCheck, TextFinding } from './wire';

const phone = (start: number, length: number): TextFinding => ({
  kind: 'phone',
  start,
  length,
  rule: 'contact-after-payment',
  message: 'A number.',
  allowedFrom: 'paid',
  suggestion: null,
  exemptions: ['parcel-number', 'other'],
});

let asked: {
  text: string;
  signal: AbortSignal;
  answer(check: Partial<DraftCheck>): void;
  fail(error: unknown): void;
}[];
let coach: Coach;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  coach = new Coach(
    (text, signal) =>
      new Promise((done, fail) => {
        asked.push({
          text,
          signal,
          answer: check => done({ verdict: 'coach', policy: 1, findings: [], ...check }),
          fail,
        });
      }),
  );
});

afterEach(() => vi.useRealTimers());

const rest = () => vi.advanceTimersByTimeAsync(1_000);

test('it asks at rest only, once, and of the text as it is then', async () => {
  for (const text of ['Call', 'Call 01', 'Call 0171']) {
    coach.typed(text);
    await vi.advanceTimersByTimeAsync(200);
  }
  expect(asked).toEqual([]);
  await rest();
  expect(asked.map(({ text }) => text)).toEqual(['Call 0171']);
});

test('an answer to what was written before counts for nothing, and its question is given up', async () => {
  coach.typed('Call 0171');
  await rest();
  coach.typed('Call');
  expect(asked[0]?.signal.aborted).toBe(true);
  asked[0]?.answer({ findings: [phone(5, 4)] });
  await rest();
  expect(coach.remarks).toEqual([]);
});

test('a remark goes along with its words, and goes when they do', async () => {
  coach.typed('Call 0171');
  await rest();
  asked[0]?.answer({ findings: [phone(5, 4)] });
  await rest();
  expect(coach.shown).toMatchObject([{ words: '0171', start: 5 }]);
  coach.typed('Please call 0171');
  expect(coach.shown).toMatchObject([{ words: '0171', start: 12 }]);
  coach.typed('Please call');
  expect([coach.shown, coach.verdict]).toEqual([[], 'allow']);
});

test('hidden remarks come back only when there are others', async () => {
  coach.told('Call 0171', 'coach', [phone(5, 4)]);
  coach.hush();
  coach.typed('Do call 0171');
  expect(coach.shown).toEqual([]);
  coach.told('Call 0171 or 0172', 'coach', [phone(5, 4), phone(13, 4)]);
  expect(coach.shown).toHaveLength(2);
});

test('a server that wants to be left alone is', async () => {
  coach.typed('Call 0171');
  await rest();
  asked[0]?.fail(new Refusal('rate-limited', 429, '', 30));
  await rest();
  coach.typed('Call 01715');
  await vi.advanceTimersByTimeAsync(20_000);
  expect(asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toHaveLength(2);
});

test('of a few signs nothing is asked, and of the same text nothing twice', async () => {
  coach.typed('Hi');
  await rest();
  coach.typed('Hi there');
  await rest();
  asked[0]?.answer({ verdict: 'allow' });
  await rest();
  coach.typed('Hi there!');
  coach.typed('Hi there');
  await rest();
  expect(asked).toHaveLength(1);
});

test('a server that does not screen is not asked again', async () => {
  coach.typed('Call 0171');
  await rest();
  asked[0]?.fail(new Refusal('not-found', 404, ''));
  await rest();
  coach.typed('Call 01715');
  await rest();
  expect(asked).toHaveLength(1);
});

test('what lies side by side under one rule is one remark, and what does not is not', async () => {
  const said = async (text: string, ...findings: TextFinding[]) => {
    coach.typed(text);
    await rest();
    asked.at(-1)?.answer({ findings });
    await vi.advanceTimersByTimeAsync(0);
    return coach.remarks.map(({ words }) => words);
  };
  expect(await said('Good day. Call me at 0171 555.', phone(10, 7), phone(21, 8))).toEqual([
    'Call me at 0171 555',
  ]);
  expect(await said('Reach me on 0171 555 1', phone(0, 11), phone(9, 13))).toEqual([
    'Reach me on 0171 555 1',
  ]);
  expect(await said('0171 555. 0172 777', phone(0, 8), phone(10, 8))).toEqual(['0171 555', '0172 777']);
  expect(await said('0171 555 or rather 0172 777', phone(0, 8), phone(19, 8))).toEqual([
    '0171 555',
    '0172 777',
  ]);
  const mail = { ...phone(9, 5), kind: 'mail' } as const;
  expect(await said('0171 555 a@b.c', phone(0, 8), mail)).toEqual(['0171 555', 'a@b.c']);
});
