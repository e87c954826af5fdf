import { expect, test } from 'vitest';
import { adviceOf, ladder, type Past } from './ladder';

const now = Date.parse('2026-11-30T12:00:00Z');

function past(
  act: string,
  daysAgo: number,
  hours: number | null = null,
  upheld: boolean | null = null,
): Past {
  const at = new Date(now - daysAgo * 86_400_000);
  const until = hours === null ? null : new Date(at.getTime() + hours * 3_600_000).toISOString();
  return { act, at: at.toISOString(), until, upheld };
}

const next = (...decisions: Past[]) => adviceOf(decisions, now)?.next ?? null;

test('whoever comes for the first time is not put on the ladder', () => {
  expect(next()).toBeNull();
  expect(next(past('close-thread', 3), past('block-pair', 2), past('end-sanction', 1))).toBeNull();
});

test('each step leads to the next, and the last to itself', () => {
  const reached = ladder.map(({ act, hours }) => next(past(act, 2, hours)));
  expect(reached).toEqual([...ladder.slice(1), ladder.at(-1)]);
});

test('the hardest counts, whatever came after it, and the newer of two as hard is named', () => {
  const advice = adviceOf(
    [past('warn', 1), past('mute', 30, 168), past('mute', 9, 168), past('mute', 60, 24)],
    now,
  );
  expect(advice?.last).toEqual({ act: 'mute', hours: 168, at: past('mute', 9).at });
  expect(advice?.next).toEqual({ act: 'mute', hours: 720 });
});

test('what an appeal undid and what is older than a year count for nothing', () => {
  expect(next(past('suspend', 3, null, false))).toBeNull();
  expect(next(past('suspend', 366))).toBeNull();
  expect(next(past('suspend', 366), past('warn', 364))).toEqual({ act: 'mute', hours: 24 });
  expect(next(past('mute', 3, 24, true))).toEqual({ act: 'mute', hours: 72 });
});

test('durations between two steps stand on the lower one, and shorter ones on the first', () => {
  expect(next(past('mute', 1, 1))).toEqual({ act: 'mute', hours: 72 });
  expect(next(past('mute', 9, 100))).toEqual({ act: 'mute', hours: 168 });
  expect(next(past('pause-threads', 9, 24))).toEqual({ act: 'mute', hours: 72 });
  expect(next(past('suspend', 9, 24))).toEqual({ act: 'suspend', hours: 720 });
  expect(next(past('hide-message', 9))).toEqual({ act: 'mute', hours: 24 });
});
