import { expect, test } from 'vitest';
import type { Api } from '../api';
import { Rows } from '../rows';
import { deskRow, later } from '../samples';
import { Acting, atOnce } from './acting';
import { filingOf } from './folders';
import type { Acted, DeskRow } from './wire';

function setUp(answer: (body: { conversations: string[] }) => Promise<Acted>, ids = ['a', 'b']) {
  const rows = new Rows();
  for (const id of ids) rows.put(deskRow({ id, owesSince: '2026-11-24T08:00:00Z' }));
  const asked: string[] = [];
  const api = {
    post: async (_: string, body: { conversations: string[] }) => answer(body),
    delete: async (path: string) => {
      asked.push(path);
      return { undone: 1, left: 0 };
    },
  } as unknown as Api;
  const starred = new Set<string>();
  const unread = new Set<string>();
  const nameOf = (id: string) => (id === 'jo' ? 'Jo' : id);
  const acting = new Acting({ api, rows, as: 'vendor:v', starred, unread, nameOf, marked: () => undefined });
  return { rows, acting, starred, asked, row: (id: string) => rows.get(id) as DeskRow };
}

const fine = async (body: { conversations: string[] }): Promise<Acted> => ({
  acted: body.conversations.length,
  refused: [],
  undo: 'u1',
});

test('an act shows before its answer', async () => {
  const answer = later<Acted>();
  const { acting, row } = setUp(() => answer.promise);
  const acted = acting.act({ type: 'assign', agent: 'jo' }, ['a', 'b']);
  expect(filingOf(row('a')).assignee).toEqual({ id: 'jo', name: 'Jo' });
  answer.resolve({ acted: 2, refused: [], undo: null });
  expect((await acted).count).toBe(2);
});

test('what was refused goes back, and is told', async () => {
  const { acting, row } = setUp(async () => ({
    acted: 1,
    refused: [{ conversation: 'b', type: '/problems/not-found', detail: 'There is no such conversation.' }],
    undo: 'u1',
  }));
  const deed = await acting.act({ type: 'archive' }, ['a', 'b']);
  expect(filingOf(row('a')).place).toBe('archived');
  expect(filingOf(row('b')).place).toBe('inbox');
  expect(deed).toMatchObject({ count: 1, refused: [{ conversation: 'b' }] });
});

test('when nothing could be asked, everything is as it was', async () => {
  const { acting, row, starred } = setUp(() => Promise.reject(new Error('out of reach')));
  await expect(acting.act({ type: 'star' }, ['a'])).rejects.toThrow('out of reach');
  await expect(acting.act({ type: 'noAnswerNeeded' }, ['a'])).rejects.toThrow('out of reach');
  expect(starred.size).toBe(0);
  expect(row('a').owesSince).not.toBeNull();
});

test('taking back puts everything where it was, the last deed first', async () => {
  const { acting, row, asked, starred } = setUp(fine);
  await acting.act({ type: 'star' }, ['a']);
  await acting.act({ type: 'snooze', until: '2027-01-01T08:00:00Z' }, ['a', 'b']);
  expect(filingOf(row('b'))).toMatchObject({ place: 'snoozed', snoozedUntil: '2027-01-01T08:00:00Z' });
  await acting.undo();
  expect(filingOf(row('b')).place).toBe('inbox');
  expect(starred.has('a')).toBe(true);
  await acting.undo();
  expect(starred.has('a')).toBe(false);
  expect(await acting.undo()).toBeNull();
  expect(asked).toEqual(['/v1/inbox/acts/u1', '/v1/inbox/acts/u1']);
});

test('very many are asked for in parts, with progress, and can be stopped', async () => {
  const ids = Array.from({ length: 2 * atOnce + 1 }, (_, i) => `c${i}`);
  const stop = new AbortController();
  let asked = 0;
  const { acting, row } = setUp(async body => {
    if (++asked === 2) stop.abort();
    return fine(body);
  }, ids);
  const progress: number[] = [];
  acting.progress.add(now => now && progress.push(now.done));
  const deed = await acting.act({ type: 'archive' }, ids, { signal: stop.signal });
  expect(progress).toEqual([0, atOnce, 2 * atOnce]);
  expect(deed.count).toBe(2 * atOnce);
  expect(filingOf(row('c0')).place).toBe('archived');
  expect(filingOf(row(`c${2 * atOnce}`)).place).toBe('inbox');
});

test('a message that came meanwhile is not forgotten when an act is taken back', async () => {
  const { acting, rows, row } = setUp(fine);
  await acting.act({ type: 'noAnswerNeeded' }, ['a']);
  rows.put(deskRow({ id: 'a', feed: 5, lastSeq: 9, owesSince: '2026-11-24T11:00:00Z', unread: 1 }));
  await acting.undo();
  expect(row('a')).toMatchObject({ owesSince: '2026-11-24T11:00:00Z', unread: 1 });
});

test('what a colleague changed meanwhile stays when an act is taken back', async () => {
  const { acting, rows, row } = setUp(fine);
  await acting.act({ type: 'assign', agent: 'jo' }, ['a', 'b']);
  const mia = { id: 'mia', name: 'Mia' };
  rows.put(deskRow({ id: 'a', feed: 5, filing: { assignee: mia } }));
  rows.put(deskRow({ id: 'b', feed: 6, filing: { assignee: { id: 'jo', name: 'Jo' }, priority: 'high' } }));
  expect(await acting.undo()).toEqual({ undone: 1, left: 0 });
  expect(filingOf(row('a')).assignee).toEqual(mia);
  expect(filingOf(row('b'))).toMatchObject({ assignee: null, priority: 'high' });
});
