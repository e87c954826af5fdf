import { expect, test } from 'vitest';
import type { Api } from '../api';
import { Rows } from '../rows';
import { deskRow, later } from '../samples';
import { DeskList } from './desk-list';
import type { DeskQuery } from './query';
import type { DeskRow } from './wire';

const needs: DeskQuery = { folder: 'needs', sort: 'waiting', filters: {} };
const eyes = () => ({ me: 'ina', starred: new Set<string>(), unread: new Set<string>() });
const waits = (id: string, hour: number, changes: Parameters<typeof deskRow>[0] = {}) =>
  deskRow({ id, owesSince: `2026-11-24T${String(hour).padStart(2, '0')}:00:00Z`, ...changes });

function listOf(pages: { items: DeskRow[]; cursor: string | null }[], query = needs) {
  const rows = new Rows();
  const get = async () => ({ ...pages.shift(), feed: 1 });
  const list = new DeskList({ get } as unknown as Api, rows, 'vendor:v', query, eyes, () => undefined);
  return { rows, list, ids: (keep: string | null = null) => list.items(keep).map(({ id }) => id) };
}

test('whoever is answered by somebody else leaves the list, the open one only when one moves on', async () => {
  const { rows, list, ids } = listOf([
    { items: [waits('a', 1), waits('b', 2), waits('c', 3)], cursor: null },
  ]);
  await list.load();
  expect(ids('b')).toEqual(['a', 'b', 'c']);
  rows.put(waits('b', 2, { owesSince: null, feed: 2 }));
  rows.put(waits('c', 3, { feed: 2, filing: { place: 'archived' } }));
  expect(ids('b')).toEqual(['a', 'b']);
  expect(ids('a')).toEqual(['a']);
});

test('a row that comes to fit is listed where it belongs', async () => {
  const { rows, list, ids } = listOf([{ items: [waits('a', 1), waits('c', 3)], cursor: null }]);
  await list.load();
  rows.put(waits('b', 2));
  rows.put(waits('done', 1, { owesSince: null }));
  expect(ids()).toEqual(['a', 'b', 'c']);
});

test('what sorts behind the last page waits for its page', async () => {
  const { rows, list, ids } = listOf([
    { items: [waits('a', 1), waits('c', 3)], cursor: 'next' },
    { items: [waits('d', 4)], cursor: null },
  ]);
  await list.load();
  rows.put(waits('z', 9));
  expect(ids()).toEqual(['a', 'c']);
  expect(list.hasMore).toBe(true);
  await list.more();
  rows.put(waits('z', 9, { feed: 2 }));
  expect(ids()).toEqual(['a', 'c', 'd', 'z']);
});

test('an empty page that leads on is no end', async () => {
  const { list, ids } = listOf([
    { items: [], cursor: 'on' },
    { items: [], cursor: 'further' },
    { items: [waits('a', 1)], cursor: 'more' },
    { items: [], cursor: 'last' },
    { items: [waits('b', 2)], cursor: null },
  ]);
  await list.load();
  expect(ids()).toEqual(['a']);
  expect(list.hasMore).toBe(true);
  await list.more();
  expect(ids()).toEqual(['a', 'b']);
  expect(list.hasMore).toBe(false);
});

test('loading anew keeps the one that is looked at', async () => {
  const { rows, list, ids } = listOf([
    { items: [waits('a', 1), waits('b', 2)], cursor: null },
    { items: [waits('b', 2)], cursor: null },
  ]);
  await list.load();
  expect(ids('a')).toEqual(['a', 'b']);
  rows.put(waits('a', 1, { owesSince: null, feed: 2 }));
  await list.load();
  expect(ids('a')).toEqual(['a', 'b']);
  expect(ids('b')).toEqual(['b']);
});

test('a list that was closed while its page was on its way hears of nothing any more', async () => {
  const page = later<unknown>();
  const rows = new Rows();
  const api = { get: () => page.promise } as unknown as Api;
  const list = new DeskList(api, rows, 'vendor:v', needs, eyes, () => undefined);
  const loading = list.load();
  list.close();
  page.resolve({ items: [waits('a', 1)], cursor: null, feed: 1 });
  await loading;
  let told = 0;
  list.changed.add(() => told++);
  rows.put(waits('b', 2));
  expect(told).toBe(0);
});

test('a filter that rows cannot tell is left to the server', async () => {
  const german: DeskQuery = { folder: 'all', sort: 'time', filters: { language: 'de' } };
  const { rows, list, ids } = listOf([{ items: [waits('a', 1)], cursor: null }], german);
  await list.load();
  rows.put(waits('b', 2));
  expect(ids()).toEqual(['a']);
});

test('what the server listed stays until it changes, whatever this page makes of the filter', async () => {
  const day: DeskQuery = { folder: 'needs', sort: 'waiting', filters: { waitingOver: '99999999' } };
  const { rows, list, ids } = listOf([{ items: [waits('a', 1)], cursor: null }], day);
  await list.load();
  expect(ids()).toEqual(['a']);
  rows.put(waits('a', 2, { feed: 2 }));
  expect(ids()).toEqual([]);
});

test('after our place in the feed was lost, what was answered meanwhile does not come back from memory', async () => {
  const { rows, list, ids } = listOf([
    { items: [waits('a', 1), waits('b', 2)], cursor: null },
    { items: [waits('b', 2, { feed: 2 })], cursor: null },
  ]);
  await list.load();
  rows.doubt();
  await list.load();
  expect(ids()).toEqual(['b']);
});

test('what is no longer ours to see leaves the list', async () => {
  const { rows, list, ids } = listOf([{ items: [waits('a', 1), waits('b', 2)], cursor: null }]);
  await list.load();
  expect(ids()).toEqual(['a', 'b']);
  rows.lose('a');
  expect(ids()).toEqual(['b']);
});
