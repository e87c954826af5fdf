import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Api } from '../api';
import { later } from '../samples';
import { Choices } from './choices';
import type { FilterChoice } from './wire';

type Page = { items: FilterChoice[] };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const asked: {
    query: Record<string, unknown>;
    signal: AbortSignal;
    answer: ReturnType<typeof later<Page>>;
  }[] = [];
  const get = (_: string, { query, signal }: { query: Record<string, unknown>; signal: AbortSignal }) => {
    const answer = later<Page>();
    asked.push({ query, signal, answer });
    return answer.promise;
  };
  return { asked, choices: new Choices({ get } as unknown as Api, 'vendor:v') };
}

const vase = { value: 'listing:v', title: 'Vase' };
const bowl = { value: 'listing:b', title: 'Bowl' };

test('a menu asks when it opens, and again once one pauses', async () => {
  const { asked, choices } = setUp();
  choices.open('subject');
  expect(asked[0]?.query).toEqual({ as: 'vendor:v', filter: 'subject', q: null });
  expect(choices.state).toBe('loading');
  asked[0]?.answer.resolve({ items: [vase] });
  await vi.runAllTimersAsync();
  expect([choices.state, choices.items, choices.titleOf('listing:v')]).toEqual(['ready', [vase], 'Vase']);
  choices.seek('b');
  choices.seek('bo ');
  await vi.advanceTimersByTimeAsync(500);
  choices.seek('bo');
  await vi.runAllTimersAsync();
  expect(asked.map(({ query }) => query.q)).toEqual([null, 'bo']);
  expect(choices.items).toEqual([vase]);
  expect(choices.answered).toBe('');
  asked[1]?.answer.resolve({ items: [bowl] });
  await vi.runAllTimersAsync();
  expect([choices.items, choices.answered]).toEqual([[bowl], 'bo']);
});

test('opened again it shows what it offered, and a late answer to another question changes nothing', async () => {
  const { asked, choices } = setUp();
  choices.open('subject');
  asked[0]?.answer.resolve({ items: [vase] });
  await vi.runAllTimersAsync();
  choices.open('topic');
  expect(choices.items).toEqual([]);
  choices.open('subject');
  expect([choices.state, choices.items]).toEqual(['loading', [vase]]);
  expect(asked[1]?.signal.aborted).toBe(true);
  asked[1]?.answer.resolve({ items: [{ value: 'return', title: null }] });
  await vi.runAllTimersAsync();
  expect(choices.items).toEqual([vase]);
});

test('what fails is said, and asked again on a wish', async () => {
  const { asked, choices } = setUp();
  choices.open('orderState');
  asked[0]?.answer.reject(new Error('gone'));
  await vi.runAllTimersAsync();
  expect([choices.state, choices.items]).toEqual(['failed', []]);
  choices.again();
  asked[1]?.answer.resolve({ items: [{ value: 'paid', title: null }] });
  await vi.runAllTimersAsync();
  expect([choices.state, choices.items.length]).toEqual(['ready', 1]);
  choices.seek('pa');
  await vi.runAllTimersAsync();
  expect(asked).toHaveLength(2);
});
