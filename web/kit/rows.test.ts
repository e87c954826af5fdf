import { expect, test } from 'vitest';
import type { DeskRow } from './desk/wire';
import { Rows } from './rows';
import { buyer, deskRow, message, row } from './samples';

const ownMark = { conversationId: 'c1', party: 'buyer' } as const;

test('an older state of a row does not replace a newer one', () => {
  const rows = new Rows();
  rows.put(row({ feed: 7, unread: 2 }));
  rows.put(row({ feed: 5, unread: 9 }));
  expect(rows.get('c1')?.unread).toBe(2);
});

test('a read mark pushed meanwhile does not hide that the conversation was reopened', () => {
  const rows = new Rows();
  rows.put(row({ feed: 4, state: 'closed' }));
  rows.read({ conversationId: 'c1', party: 'vendor', feed: 6, readSeq: 3, deliveredSeq: 3, unread: null });
  rows.put(row({ feed: 5, state: 'open' }));
  expect(rows.get('c1')).toMatchObject({ state: 'open', feed: 6, theirReadSeq: 3 });
});

test('a message pushed meanwhile outlives an answer that did not know it yet', () => {
  const rows = new Rows();
  rows.put(row({ feed: 1 }));
  rows.message({ feed: 3, conversationId: 'c1', message: message(4), unread: 1, lastSeq: 4 });
  rows.put(row({ feed: 2, state: 'closed' }));
  expect(rows.get('c1')).toMatchObject({ state: 'closed', lastSeq: 4, unread: 1, last: { seq: 4 } });
});

test('a pushed message moves its row to now and counts', () => {
  const rows = new Rows();
  rows.put(row());
  rows.message({ feed: 2, conversationId: 'c1', message: message(4), unread: 1, lastSeq: 4 });
  expect(rows.get('c1')).toMatchObject({
    lastSeq: 4,
    unread: 1,
    at: message(4).at,
    last: { text: 'text 4' },
  });
});

test('an edit of an older message does not become the last one', () => {
  const rows = new Rows();
  rows.put(row());
  rows.message({ feed: 2, conversationId: 'c1', message: message(4), unread: 1, lastSeq: 4 });
  rows.message({
    feed: 3,
    conversationId: 'c1',
    message: message(2, { revision: 1 }),
    unread: 1,
    lastSeq: 4,
  });
  expect(rows.get('c1')?.last?.seq).toBe(4);
});

test('a read mark of the other side never goes backwards and implies delivery', () => {
  const rows = new Rows();
  rows.put(row());
  const push = { conversationId: 'c1', party: 'vendor', unread: null } as const;
  rows.read({ ...push, feed: 2, readSeq: 3, deliveredSeq: 1 });
  rows.read({ ...push, feed: 3, readSeq: 2, deliveredSeq: 2 });
  expect(rows.get('c1')).toMatchObject({ theirReadSeq: 3, theirDeliveredSeq: 3 });
});

test('the answer to a read mark does not hide a message that came after it', () => {
  const rows = new Rows();
  rows.put(row({ unread: 1, readSeq: 2 }));
  rows.read({ ...ownMark, feed: 2, readSeq: 3, deliveredSeq: 3, unread: 0 });
  rows.message({ feed: 3, conversationId: 'c1', message: message(4), unread: 1, lastSeq: 4 });
  rows.ownRead('c1', 3, 0);
  expect(rows.get('c1')).toMatchObject({ readSeq: 3, unread: 1 });
});

test('a message pushed a second time does not bring back what was read since', () => {
  const rows = new Rows();
  rows.put(row());
  const push = { feed: 2, conversationId: 'c1', message: message(4), unread: 1, lastSeq: 4 };
  rows.message(push);
  rows.ownRead('c1', 4, 0);
  rows.message(push);
  expect(rows.get('c1')).toMatchObject({ readSeq: 4, unread: 0 });
});

test('an own read mark that comes late does not hide what was counted after it', () => {
  const rows = new Rows();
  rows.put(row({ feed: 8, lastSeq: 4, readSeq: 3, unread: 1 }));
  rows.read({ ...ownMark, feed: 7, readSeq: 3, deliveredSeq: 3, unread: 0 });
  expect(rows.get('c1')).toMatchObject({ feed: 8, unread: 1 });
});

test('a buyer who writes makes the vendor owe an answer, an answer ends it', () => {
  const rows = new Rows();
  rows.put(row({ party: 'vendor' }));
  rows.message({
    feed: 2,
    conversationId: 'c1',
    message: message(4, { author: buyer }),
    unread: 1,
    lastSeq: 4,
  });
  expect(rows.get('c1')?.owesSince).toBe(message(4).at);
  rows.message({ feed: 3, conversationId: 'c1', message: message(5), unread: 0, lastSeq: 5 });
  expect(rows.get('c1')?.owesSince).toBeNull();
});

test('a buyer’s message brings a thread that was put away back to the inbox', () => {
  const rows = new Rows();
  rows.put(deskRow({ filing: { place: 'snoozed', snoozedUntil: '2027-01-01T00:00:00Z' } }));
  rows.message({
    feed: 2,
    conversationId: 'c1',
    message: message(4, { author: buyer }),
    unread: 1,
    lastSeq: 4,
  });
  const filing = () => (rows.get('c1') as DeskRow).filing;
  expect(filing()).toMatchObject({ place: 'inbox', snoozedUntil: null, woken: 'message' });
  rows.message({
    feed: 3,
    conversationId: 'c1',
    message: message(5, { author: buyer }),
    unread: 2,
    lastSeq: 5,
  });
  expect(filing()?.woken).toBe('message');
  rows.message({ feed: 4, conversationId: 'c1', message: message(6), unread: 0, lastSeq: 6 });
  expect(filing()?.woken).toBe('no');
  rows.put(deskRow({ feed: 5, lastSeq: 6, filing: { place: 'archived' } }));
  rows.message({
    feed: 6,
    conversationId: 'c1',
    message: message(7, { author: buyer }),
    unread: 1,
    lastSeq: 7,
  });
  expect(filing()).toMatchObject({ place: 'inbox' });
  expect(filing()?.woken).not.toBe('message');
});

test('what an answer from in between says is not undone by a push that came before it', () => {
  const rows = new Rows();
  rows.put(row({ feed: 1, party: 'vendor', owesSince: '2026-11-22T10:00:00Z' }));
  rows.read({ conversationId: 'c1', party: 'buyer', feed: 6, readSeq: 3, deliveredSeq: 3, unread: null });
  rows.put(row({ feed: 5, party: 'vendor', owesSince: null }));
  expect(rows.get('c1')).toMatchObject({ owesSince: null, feed: 6, theirReadSeq: 3 });
});

test('who was answered while one was away and writes again has waited only since then', () => {
  const rows = new Rows();
  rows.put(row({ feed: 1, party: 'vendor', owesSince: '2026-11-22T10:00:00Z' }));
  const asked = message(5, { author: buyer });
  rows.message({ feed: 6, conversationId: 'c1', message: asked, unread: 1, lastSeq: 5 });
  rows.put(row({ feed: 4, party: 'vendor', lastSeq: 4, owesSince: null }));
  expect(rows.get('c1')).toMatchObject({ owesSince: asked.at, lastSeq: 5, unread: 1, feed: 6 });
});

test('another question has no due time until the server says it', () => {
  const rows = new Rows();
  rows.put(deskRow({ owesSince: '2026-11-22T10:00:00Z', dueAt: '2026-11-23T10:00:00Z' }));
  rows.message({ feed: 2, conversationId: 'c1', message: message(4), unread: 0, lastSeq: 4 });
  rows.message({
    feed: 3,
    conversationId: 'c1',
    message: message(5, { author: buyer }),
    unread: 1,
    lastSeq: 5,
  });
  expect(rows.get('c1')).toMatchObject({ owesSince: message(5).at, dueAt: null });
});

test('what is expected of the server gives way to its next answer', () => {
  const rows = new Rows();
  rows.put(row({ feed: 1 }));
  rows.read({ conversationId: 'c1', party: 'vendor', feed: 6, readSeq: 3, deliveredSeq: 3, unread: null });
  rows.expect(row({ feed: 6, state: 'closed' }));
  rows.put(row({ feed: 5, state: 'open' }));
  expect(rows.get('c1')).toMatchObject({ state: 'open', feed: 6 });
});

test('what was held before everything is asked for anew is doubted until it is answered, be the number lower', () => {
  const rows = new Rows();
  rows.put(row({ feed: 9, unread: 4 }));
  rows.doubt();
  expect(rows.isDoubted('c1')).toBe(true);
  rows.put(row({ feed: 2, unread: 0 }));
  expect(rows.isDoubted('c1')).toBe(false);
  expect(rows.get('c1')?.unread).toBe(0);
});
