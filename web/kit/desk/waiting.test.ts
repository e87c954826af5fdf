import { expect, it } from 'vitest';
import { closingOf, waitingOf } from './waiting';
import type { DeskRow } from './wire';

const now = Date.parse('2026-11-28T12:00:00Z');
const row = (owesSince: string | null, dueAt: string | null = null): DeskRow =>
  ({ state: 'open', owesSince, dueAt, filing: null }) as unknown as DeskRow;

it('goes by when the answer is due', () => {
  const since = '2026-11-20T12:00:00Z';
  expect(waitingOf(row(since, '2026-11-28T15:00:00Z'), now)).toBe('calm');
  expect(waitingOf(row(since, '2026-11-28T12:40:00Z'), now)).toBe('long');
  expect(waitingOf(row(since, '2026-11-28T11:59:00Z'), now)).toBe('late');
});

it('goes by how long a buyer waits where that is not known', () => {
  expect(waitingOf(row('2026-11-28T11:00:00Z'), now)).toBe('calm');
  expect(waitingOf(row('2026-11-27T11:00:00Z'), now)).toBe('late');
  expect(waitingOf(row(null), now)).toBe(null);
});

it('presses for closing only when that is near', () => {
  const open = (resolveBy: string | null, state = 'open') =>
    ({ state, owesSince: null, resolveBy, filing: null }) as unknown as DeskRow;
  expect(closingOf(open('2026-11-30T12:00:00Z'), now)).toBe(null);
  expect(closingOf(open('2026-11-29T11:00:00Z'), now)).toBe('long');
  expect(closingOf(open('2026-11-28T11:00:00Z'), now)).toBe('late');
  expect(closingOf(open('2026-11-28T11:00:00Z', 'closed'), now)).toBe(null);
  expect(closingOf(open(null), now)).toBe(null);
});
