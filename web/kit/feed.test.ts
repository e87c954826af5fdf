import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Feed } from './feed';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function feedAt(start: number) {
  const catchUp = vi.fn();
  const advanced: number[] = [];
  const feed = new Feed(catchUp, n => advanced.push(n));
  feed.reached(start);
  return { feed, catchUp, advanced };
}

test('numbers in order advance at once and ask for nothing', () => {
  const { feed, catchUp, advanced } = feedAt(10);
  feed.saw(11);
  feed.saw(12);
  vi.advanceTimersByTime(1000);
  expect(feed.have).toBe(12);
  expect(advanced).toEqual([10, 11, 12]);
  expect(catchUp).not.toHaveBeenCalled();
});

test('two pushes that swapped are not a gap', () => {
  const { feed, catchUp } = feedAt(10);
  feed.saw(12);
  vi.advanceTimersByTime(300);
  feed.saw(11);
  vi.advanceTimersByTime(1000);
  expect(feed.have).toBe(12);
  expect(catchUp).not.toHaveBeenCalled();
});

test('a gap that stays open is asked for once', () => {
  const { feed, catchUp } = feedAt(10);
  feed.saw(12);
  feed.saw(13);
  vi.advanceTimersByTime(1000);
  expect(feed.have).toBe(10);
  expect(catchUp).toHaveBeenCalledTimes(1);
  feed.reached(13);
  expect(feed.have).toBe(13);
});

test('what was seen ahead counts after the gap is filled', () => {
  const { feed } = feedAt(10);
  feed.saw(13);
  feed.reached(12);
  expect(feed.have).toBe(13);
});

test('old numbers and repeats change nothing', () => {
  const { feed, advanced } = feedAt(10);
  feed.saw(9);
  feed.saw(10);
  feed.reached(4);
  expect(feed.have).toBe(10);
  expect(advanced).toEqual([10]);
});

test('a reset starts from the number that the server gave', () => {
  const { feed } = feedAt(10);
  feed.saw(30);
  feed.restart(3);
  expect(feed.have).toBe(3);
});
