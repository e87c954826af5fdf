import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Search } from './search';
import type { FoundThread, SearchPage } from './wire';

const thread = (id: string, ...seqs: number[]) =>
  ({ conversation: { id }, matched: 'text', hits: seqs.map(seq => ({ seq })) }) as unknown as FoundThread;
const page = (items: FoundThread[], cursor: string | null = null): SearchPage => ({
  items,
  cursor,
  indexedUpTo: '2026-11-28T10:00:00Z',
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('Only what stands there after a pause is asked for', async () => {
  const get = vi.fn().mockResolvedValue(page([thread('a', 3)]));
  const search = new Search({ get }, 'buyer');
  for (const q of ['v', 'va', 'vas', 'vase']) search.ask(q);
  await vi.advanceTimersByTimeAsync(500);
  expect(get).toHaveBeenCalledTimes(1);
  expect(get.mock.calls[0]?.[1].query).toMatchObject({ q: 'vase', as: 'buyer' });
  expect(search.items).toHaveLength(1);
});

it('It is narrowed to what the team noted, and widened again', async () => {
  const get = vi.fn().mockResolvedValue(page([thread('a', 3)]));
  const search = new Search({ get }, 'vendor:lamps');
  search.ask('vase');
  search.narrow({ in: 'notes' });
  await vi.advanceTimersByTimeAsync(1);
  expect(get.mock.calls[0]?.[1].query).toMatchObject({ q: 'vase', in: 'notes' });
  expect(search.isNarrow).toBe(true);
  search.widen();
  await vi.advanceTimersByTimeAsync(1);
  expect(get.mock.calls[1]?.[1].query).not.toHaveProperty('in');
});

it('An answer to what is no longer asked is not shown', async () => {
  const answers: ((answer: SearchPage) => void)[] = [];
  const get = vi.fn(() => new Promise<SearchPage>(done => answers.push(done)));
  const search = new Search({ get } as never, 'buyer');
  search.ask('old', true);
  await vi.advanceTimersByTimeAsync(1);
  search.ask('new', true);
  await vi.advanceTimersByTimeAsync(1);
  answers[1]?.(page([thread('new', 1)]));
  answers[0]?.(page([thread('old', 1)]));
  await vi.advanceTimersByTimeAsync(1);
  expect(search.items.map(({ conversation }) => conversation.id)).toEqual(['new']);
});

it('A thread that comes again adds its older hits', async () => {
  const get = vi
    .fn()
    .mockResolvedValueOnce(page([thread('a', 9), thread('b', 5)], 'next'))
    .mockResolvedValueOnce(page([thread('a', 2)]));
  const search = new Search({ get }, 'buyer');
  search.ask('x', true);
  await vi.advanceTimersByTimeAsync(1);
  search.more();
  await vi.advanceTimersByTimeAsync(1);
  expect(search.items.map(({ hits }) => hits.map(({ seq }) => seq))).toEqual([[9, 2], [5]]);
  expect(search.hasMore).toBe(false);
});

it('An empty question finds nothing and asks nobody', () => {
  const get = vi.fn();
  const search = new Search({ get }, 'buyer');
  search.ask('  ');
  expect(search.state).toBe('idle');
  expect(get).not.toHaveBeenCalled();
});

it('What narrows goes along, adds up, and can be taken away', async () => {
  vi.setSystemTime('2026-11-28T10:00:00Z');
  const get = vi.fn().mockResolvedValue(page([]));
  const search = new Search({ get }, 'vendor:v');
  search.ask('vase', true);
  for (const narrowing of [{ by: 'buyer' }, { days: 7 }, { has: 'link' }, { by: undefined }] as const)
    search.narrow(narrowing);
  await vi.advanceTimersByTimeAsync(1);
  expect(get).toHaveBeenCalledTimes(1);
  const { query } = get.mock.calls[0]?.[1] ?? {};
  expect(query).toEqual({
    q: 'vase',
    as: 'vendor:v',
    from: '2026-11-21',
    has: 'link',
    cursor: null,
    limit: 20,
  });
  expect(search.isNarrow).toBe(true);
  search.widen();
  await vi.advanceTimersByTimeAsync(1);
  expect(get.mock.calls[1]?.[1].query).toMatchObject({ q: 'vase', from: null });
  expect(search.isNarrow).toBe(false);
});
