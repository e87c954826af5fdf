import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Api } from '../api';
import { Links } from './links';

beforeEach(() => vi.useFakeTimers({ now: new Date('2026-11-29T08:00:00Z') }));
afterEach(() => vi.useRealTimers());

/** Links that last a quarter of an hour; `gone` are nobody's. */
function server(gone: string[] = []) {
  const asked: string[] = [];
  const get = async (_path: string, { query }: { query: { files: string } }) => {
    asked.push(query.files);
    const expiresAt = new Date(Date.now() + 15 * 60_000).toISOString();
    const ids = query.files.split(',').filter(id => !gone.includes(id));
    const url = (id: string) => `/v1/files/${id}-${asked.length}`;
    return { items: ids.map(id => ({ id, url: url(id), small: null, large: null, expiresAt })) };
  };
  return { api: { get } as unknown as Api, asked };
}

test('what is asked for at about the same time comes with one request', async () => {
  const { api, asked } = server();
  const links = new Links(api, '/v1/conversations/c1/attachments/links');
  const all = Promise.all([links.of('a'), links.of('b'), links.of('a')]);
  await vi.runAllTimersAsync();
  expect((await all).map(({ url }) => url)).toEqual(['/v1/files/a-1', '/v1/files/b-1', '/v1/files/a-1']);
  expect(asked).toEqual(['a,b']);
});

test('a link is kept while it lasts, and renewed shortly before it runs out', async () => {
  const { api, asked } = server();
  const links = new Links(api, '/v1/conversations/c1/attachments/links');
  const first = links.of('a');
  await vi.runAllTimersAsync();
  await first;
  vi.advanceTimersByTime(14 * 60_000);
  expect((await links.of('a')).url).toBe('/v1/files/a-1');
  vi.advanceTimersByTime(40_000);
  const renewed = links.of('a');
  await vi.runAllTimersAsync();
  expect((await renewed).url).toBe('/v1/files/a-2');
  expect(asked).toEqual(['a', 'a']);
});

test('a hundred at a time', async () => {
  const { api, asked } = server();
  const links = new Links(api, '/v1/conversations/c1/attachments/links');
  const all = Promise.all(Array.from({ length: 130 }, (_, i) => links.of(`f${i}`)));
  await vi.runAllTimersAsync();
  await all;
  expect(asked.map(files => files.split(',').length)).toEqual([100, 30]);
});

test('a file that is not theirs keeps nobody else waiting', async () => {
  const { api } = server(['b']);
  const links = new Links(api, '/v1/conversations/c1/attachments/links');
  const mine = links.of('a');
  const other = expect(links.of('b')).rejects.toMatchObject({ status: 404 });
  await vi.runAllTimersAsync();
  expect((await mine).id).toBe('a');
  await other;
});
