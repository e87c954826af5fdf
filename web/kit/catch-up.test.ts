import { afterEach, expect, test, vi } from 'vitest';
import type { Api } from './api';
import { CatchUp, type CaughtUp } from './catch-up';
import { Refusal, Unreachable } from './problem';
import { Rows } from './rows';
import { row } from './samples';
import type { InboxChanges } from './wire';

afterEach(() => void vi.useRealTimers());

/** A server whose feed stands at `feed`; `changes` may be swapped for other answers. */
function at(feed: number, then: Partial<CaughtUp> = {}) {
  const server = {
    feed,
    since: [] as number[],
    changes: async (): Promise<InboxChanges> => ({
      feed: server.feed,
      reset: false,
      more: false,
      items: [],
      gone: [],
    }),
  };
  const get = async (path: string, { query }: { query: { since: number } }) => {
    if (!path.endsWith('/changes')) return { items: [], cursor: null, feed: server.feed };
    server.since.push(query.since);
    return server.changes();
  };
  const rows = new Rows();
  const catchUp = new CatchUp({ get, put: async () => undefined } as unknown as Api, 'buyer', rows, {
    live: () => true,
    refreshViews: async () => undefined,
    loadAnew: async () => undefined,
    done: async () => undefined,
    refused: () => undefined,
    ...then,
  });
  return { server, rows, catchUp };
}

test('asking while an answer is on its way asks once more: that answer may be from before the connection', async () => {
  const { server, catchUp } = at(5);
  const first = catchUp.ask();
  void catchUp.ask();
  void catchUp.ask();
  await first;
  await vi.waitFor(() => expect(server.since).toEqual([5, 5]));
});

test('what was loaded before the first connection is looked at again, once', async () => {
  const refreshViews = vi.fn(async () => undefined);
  const { catchUp } = at(5, { refreshViews });
  await catchUp.ask();
  await catchUp.ask();
  expect(refreshViews).toHaveBeenCalledTimes(1);
});

test('a page older than the first connection is brought up to date', async () => {
  const { server, rows, catchUp } = at(10);
  await catchUp.ask();
  const changed = row({ id: 'c9', feed: 9 });
  server.changes = async () => ({ feed: 10, reset: false, more: false, items: [changed], gone: [] });
  catchUp.answered(8);
  await vi.waitFor(() => expect(rows.get('c9')).toEqual(changed));
  expect(server.since.at(-1)).toBe(8);
});

test('a thread that is no longer ours to see is held no longer', async () => {
  const { server, rows, catchUp } = at(5);
  rows.put(row({ id: 'c1', feed: 5 }));
  server.changes = async () => ({ feed: 6, reset: false, more: false, items: [], gone: ['c1'] });
  await catchUp.ask();
  expect(rows.get('c1')).toBeUndefined();
});

test('after a reset everything is loaded anew, and the counts too', async () => {
  const [loadAnew, done] = [vi.fn(async () => undefined), vi.fn(async () => undefined)];
  const { server, catchUp } = at(5, { loadAnew, done });
  server.changes = async () => ({ feed: 2, reset: true, more: false, items: [], gone: [] });
  await catchUp.ask();
  expect(loadAnew).toHaveBeenCalledTimes(1);
  expect(done).toHaveBeenCalledTimes(1);
});

test('while the connection holds, a question that failed is asked again', async () => {
  vi.useFakeTimers();
  const { server, catchUp } = at(5);
  const answer = server.changes;
  server.changes = () => Promise.reject(new Unreachable(null));
  await catchUp.ask();
  server.changes = answer;
  await vi.advanceTimersByTimeAsync(6_000);
  expect(server.since.length).toBe(2);
  catchUp.stop();
});

test('a server that says no is told of once per question; one that is out of reach is not', async () => {
  const refused = vi.fn();
  const { server, catchUp } = at(5, { refused });
  server.changes = async () => Promise.reject(new Unreachable(null));
  await catchUp.ask();
  expect(refused).not.toHaveBeenCalled();
  const no = new Refusal('not-found', 404, 'Not yours.');
  server.changes = async () => Promise.reject(no);
  await catchUp.ask();
  expect(refused.mock.calls).toEqual([[no]]);
  catchUp.stop();
});
