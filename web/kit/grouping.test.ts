import { expect, test } from 'vitest';
import { entriesOf } from './grouping';
import type { Pending } from './outbox';
import { buyer, message, vendor } from './samples';

const at = (hour: number, minute: number, day = 23) => new Date(2026, 10, day, hour, minute).toISOString();
const kinds = (entries: ReturnType<typeof entriesOf>) => entries.map(entry => entry.kind);

function pending(id: string): Pending {
  return { clientMessageId: id, text: 'hello', replyTo: null, at: at(12, 0), state: 'queued' };
}

test('messages of one author within five minutes are one group', () => {
  const messages = [
    message(1, { at: at(10, 0) }),
    message(2, { at: at(10, 4) }),
    message(3, { at: at(10, 20) }),
  ];
  const entries = entriesOf(messages, [], 'buyer', buyer, 9);
  expect(kinds(entries)).toEqual(['day', 'group', 'group']);
});

test('two agents of one vendor are two voices', () => {
  const kim = { ...vendor, agentId: 'kim' };
  const pat = { ...vendor, agentId: 'pat' };
  const messages = [message(1, { author: kim, at: at(10, 0) }), message(2, { author: pat, at: at(10, 1) })];
  expect(kinds(entriesOf(messages, [], 'vendor', kim, 9))).toEqual(['day', 'group', 'group']);
});

test('each day begins with a divider', () => {
  const messages = [message(1, { at: at(23, 59, 22) }), message(2, { at: at(0, 1, 23) })];
  expect(kinds(entriesOf(messages, [], 'buyer', buyer, 9))).toEqual(['day', 'group', 'day', 'group']);
});

test('the "New" mark stands before the first unread message of the other side, once', () => {
  const messages = [message(1), message(2, { author: buyer }), message(3), message(4)];
  const entries = entriesOf(messages, [], 'buyer', buyer, 1);
  expect(kinds(entries)).toEqual(['day', 'group', 'group', 'unread', 'group']);
});

test('a message keeps its key when it is acknowledged, and is not shown twice', () => {
  const before = entriesOf([], [pending('x')], 'buyer', buyer, 0).at(-1);
  const stored = message(1, { clientMessageId: 'x', author: buyer, at: at(12, 0) });
  const after = entriesOf([stored], [pending('x')], 'buyer', buyer, 0);
  const group = after.at(-1);
  expect(after.length).toBe(2);
  expect(group?.key).toBe(before?.key);
  expect(group?.kind === 'group' && group.items.map(item => item.key)).toEqual(['x']);
});

test('two of the vendor’s team stay apart for the buyer, who knows them by name only', () => {
  const by = (agentName: string) => ({ ...vendor, agentName });
  const two = [
    message(1, { author: by('Ina'), at: at(12, 0) }),
    message(2, { author: by('Jonas'), at: at(12, 1) }),
  ];
  expect(kinds(entriesOf(two, [], 'buyer', buyer, 0))).toEqual(['day', 'group', 'group']);
});
