import { beforeEach, expect, test, vi } from 'vitest';
import { Rows } from '../rows';
import { deskRow } from '../samples';
import { Suspicious } from './suspicious';
import type { Place } from './wire';

beforeEach(() => localStorage.clear());

let feed = 10;
const row = (id: string, place: Place, unread = 1) =>
  deskRow({ id, unread, readSeq: 0, feed: feed++, filing: { place } });

function open(rows = new Rows(), as = 'vendor:mira') {
  const load = vi.fn();
  return { rows, load, suspicious: new Suspicious({ rows, as }, load) };
}

test('what came straight into the spam folder is suspicious until somebody reads it', () => {
  const { rows, suspicious } = open();
  rows.put(row('a', 'spam'));
  rows.put(row('b', 'inbox'));
  rows.put(row('c', 'archived'));
  expect(suspicious.ids).toEqual(['a']);
  rows.put(row('a', 'spam', 0));
  expect(suspicious.ids).toEqual([]);
});

test('a thread of which somebody has read something is no request', () => {
  const { rows, suspicious } = open();
  rows.put({ ...row('a', 'spam'), readSeq: 2 });
  expect(suspicious.ids).toEqual([]);
});

test('what a hand put there is none, now and when the page is opened again', () => {
  const rows = new Rows();
  rows.put(row('a', 'inbox'));
  const { suspicious } = open(rows);
  rows.put(row('b', 'archived'));
  rows.put(row('a', 'spam'));
  rows.put(row('b', 'spam'));
  expect(suspicious.ids).toEqual([]);
  expect(open(rows).suspicious.ids).toEqual([]);
});

test('dismissed, it stays away until another one comes', () => {
  const { rows, suspicious } = open();
  rows.put(row('a', 'spam'));
  suspicious.dismiss();
  expect(suspicious.ids).toEqual([]);
  rows.put(row('a', 'spam', 3));
  expect(suspicious.ids).toEqual([]);
  rows.put(row('b', 'spam'));
  expect(suspicious.ids).toEqual(['b']);
  expect(open(rows).suspicious.ids).toEqual(['b']);
  expect(open(rows, 'vendor:other').suspicious.ids).toEqual(['a', 'b']);
});

test('the folder is asked for when the server counts another number in it, and not when it is empty', () => {
  const { load, suspicious } = open();
  for (const n of [0, 2, 2, 3, 0]) suspicious.count(n);
  expect(load).toHaveBeenCalledTimes(2);
});

test('what is remembered does not grow without end, and forgets the oldest', () => {
  const { rows, suspicious } = open();
  for (let n = 0; n < 300; n++) rows.put(row(`t${n}`, 'spam'));
  for (const id of suspicious.ids) suspicious.dismiss([id]);
  expect(suspicious.ids.length).toBe(100);
  expect(suspicious.ids).toContain('t0');
  expect(suspicious.ids).not.toContain('t299');
});
