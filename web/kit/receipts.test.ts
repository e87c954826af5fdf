import { expect, test } from 'vitest';
import { unreadOf } from './receipts';
import { buyer, message, row, vendor } from './samples';

const last = (author = vendor, unsent = true) => ({ ...message(3), author, unsent, files: 0 });

test('an unsent message does not wait to be read', () => {
  expect(unreadOf(row({ unread: 1, readSeq: 2, last: last() }))).toBe(0);
  expect(unreadOf(row({ unread: 3, readSeq: 0, last: last() }))).toBe(2);
});

test('what was read before, written by oneself or still stands counts as it did', () => {
  expect(unreadOf(row({ unread: 0, readSeq: 3, last: last() }))).toBe(0);
  expect(unreadOf(row({ unread: 1, readSeq: 2, last: last(buyer) }))).toBe(1);
  expect(unreadOf(row({ unread: 1, readSeq: 2, last: last(vendor, false) }))).toBe(1);
});
