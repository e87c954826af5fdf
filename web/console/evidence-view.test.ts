import { expect, test } from 'vitest';
import { buyer, message } from '../kit/samples';
import { evidenceView, messageView } from './evidence-view';
import { caseOf, decision, drawn, finding, flag, held, tongue } from './samples';
import type { CaseView } from './wire';

const shown = (view: CaseView) => drawn(evidenceView(tongue, view, 'token'));
const thread = (...messages: ReturnType<typeof message>[]) => ({
  conversation: 'c1',
  vendor: 'nordlicht',
  buyer: 'ana',
  messages,
});

test('only the message that is meant is marked, with what was found in it', () => {
  const root = shown(
    caseOf({
      flags: [flag({ seq: 2, findings: [finding(11, 8)] })],
      threads: [
        thread(message(1, { text: 'Good day to you all' }), message(2, { text: 'Call me at 0171 555' })),
      ],
    }),
  );
  const [first, meant] = root.querySelectorAll('.message');
  expect(first?.classList.contains('meant')).toBe(false);
  expect(first?.querySelector('mark')).toBeNull();
  expect(meant?.classList.contains('meant')).toBe(true);
  expect(meant?.querySelector('mark')?.textContent).toBe('0171 555');
});

test('a finding in one thread marks nothing in another', () => {
  const root = shown(
    caseOf({
      flags: [flag({ conversation: 'c2', seq: 1, findings: [finding(0, 4)] })],
      threads: [thread(message(1, { text: 'Good day' }))],
    }),
  );
  expect(root.querySelector('mark')).toBeNull();
  expect(root.querySelector('.meant')).toBeNull();
});

test('rules are counted, and findings without a place are not among them', () => {
  const root = shown(
    caseOf({ flags: [flag({ findings: [finding(0, 4), finding(9, 4), finding(0, 0, 'spam')] })] }),
  );
  expect([...root.querySelectorAll('li')].map(li => li.textContent)).toEqual([
    'Phone number · contact-after-payment · v3 × 2',
  ]);
});

test('words of a report, of an author and of a held message are shown as they were written', () => {
  const root = shown(
    caseOf({
      flags: [
        flag({ held: 'h1', seq: null, said: '<b>It is</b> a parcel number', findings: [finding(11, 8)] }),
      ],
      reports: [
        {
          conversation: 'c1',
          seq: 1,
          by: 'vendor',
          reason: 'off-platform',
          words: 'Pay <i>elsewhere</i>',
          at: flag().at,
        },
      ],
      held: [held({ followers: 2 })],
    }),
  );
  expect(root.querySelector('b b, i')).toBeNull();
  expect(root.textContent).toContain('<b>It is</b> a parcel number');
  expect(root.textContent).toContain('Lures elsewhere');
  const waiting = root.querySelector('[data-held=h1]');
  expect(waiting?.querySelector('mark')?.textContent).toBe('0171 555');
  expect(waiting?.textContent).toContain('2 more wait behind it');
});

test('a text that cannot be read says so instead of being empty', () => {
  expect(shown(caseOf({ held: [held({ text: null })] })).textContent).toContain('its author was erased');
  expect(drawn(messageView(tongue, message(1, { erased: true, text: null }), null)).textContent).toContain(
    'its author was erased',
  );
});

test('a message that was edited shows every text it had, each with what was found in it', () => {
  const at = '2026-11-23T10:05:00Z';
  const edits = [
    { version: 1, at, text: 'Second, call 555' },
    { version: 2, at, text: 'Third' },
  ];
  const edited = message(1, { author: buyer, original: 'First, call 444', text: 'Third', edits });
  const found = (version?: number) => ({
    kind: 'phone',
    rule: 'contacts',
    start: version ? 13 : 12,
    length: 3,
    ...(version ? { version } : {}),
  });
  const root = drawn(messageView(tongue, edited, null, [found(), found(1)]));
  expect(root.textContent).toMatch(/First, call 444.*Edited to.*Second, call 555.*Edited to.*Third/s);
  expect([...root.querySelectorAll('mark')].map(mark => mark.textContent)).toEqual(['444', '555']);
});

test('what is known from before is told of each person, with what an appeal undid', () => {
  const root = shown(
    caseOf({
      people: [
        { person: 'ana', flags: 3, decisions: [decision('mute'), decision('warn', { upheld: false })] },
      ],
    }),
  );
  const [mute, warn] = root.querySelectorAll('li');
  expect(mute?.textContent).toContain('Mute');
  expect(warn?.textContent).toContain('Undo the decision');
  expect(root.textContent).not.toContain('No earlier decision');
});
