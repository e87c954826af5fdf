import { expect, it } from 'vitest';
import { columns, type ObligationEntry, scale, timeline } from './figures';

const tally = (within: number, missed: number) => ({ within, missed, leftOut: 0, meanSeconds: null });

it('has a column for every day, also for quiet ones', () => {
  const all = columns(
    [{ day: '2026-11-27', tally: tally(3, 1) }],
    '2026-11-24T12:00:00Z',
    '2026-11-28T12:00:00Z',
  );
  expect(all.map(({ first, within, missed }) => [first, within, missed])).toEqual([
    ['2026-11-25', 0, 0],
    ['2026-11-26', 0, 0],
    ['2026-11-27', 3, 1],
    ['2026-11-28', 0, 0],
  ]);
});

it('sums weeks where there are too many days', () => {
  const all = columns(
    [
      { day: '2026-11-28', tally: tally(2, 0) },
      { day: '2026-11-22', tally: tally(1, 1) },
    ],
    '2025-11-28T00:00:00Z',
    '2026-11-28T00:00:00Z',
  );
  expect([all.length, all.at(-1)]).toEqual([
    53,
    { first: '2026-11-22', last: '2026-11-28', within: 3, missed: 1 },
  ]);
});

it('has round numbers beside it', () => {
  expect(scale(3)).toEqual([0, 1, 2, 3]);
  expect(scale(17)).toEqual([0, 5, 10, 15, 20]);
  expect(scale(0)).toEqual([0, 1]);
});

it('shows when the clock ran, why it stood still and when the target was reached', () => {
  const entry = {
    start: '2026-11-27T16:00:00Z',
    end: '2026-11-28T12:00:00Z',
    pauses: [{ from: '2026-11-27T17:00:00Z', until: '2026-11-28T08:00:00Z', reason: 'closed', name: null }],
    obligation: { targetSeconds: 3 * 3600 },
  } as ObligationEntry;
  const { pieces, due } = timeline(entry);
  expect(pieces.map(({ from, until, pause }) => [from, until, pause?.reason ?? 'ran'])).toEqual([
    [0, 0.05, 'ran'],
    [0.05, 0.8, 'closed'],
    [0.8, 1, 'ran'],
  ]);
  expect(due).toBeCloseTo(0.9);
});

it('reaches no target in an answer that was in time', () => {
  const entry = {
    start: '2026-11-27T16:00:00Z',
    end: '2026-11-27T17:00:00Z',
    pauses: [],
    obligation: { targetSeconds: 7200 },
  } as unknown as ObligationEntry;
  expect(timeline(entry)).toEqual({ pieces: [{ from: 0, until: 1, pause: null }], due: null });
});
