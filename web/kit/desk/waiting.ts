import { owes } from './folders';
import type { DeskRow } from './wire';

export type Waiting = 'calm' | 'long' | 'late';

const hourMs = 3_600_000;
const longMs = 4 * hourMs;
const lateMs = 24 * hourMs;

/** What is due within the hour presses. */
const soonMs = hourMs;

/** How much it matters that a buyer waits: by when the answer is due, where that is known; else nothing for hours, then more. Null when nobody does. */
export function waitingOf(row: DeskRow, now = Date.now()): Waiting | null {
  if (!owes(row)) return null;
  if (row.dueAt) {
    const left = Date.parse(row.dueAt) - now;
    return left <= 0 ? 'late' : left <= soonMs ? 'long' : 'calm';
  }
  const ms = now - Date.parse(row.owesSince ?? '');
  return ms >= lateMs ? 'late' : ms >= longMs ? 'long' : 'calm';
}

const dayMs = 24 * hourMs;

/** Whether an open conversation is to be closed within a day, or was; null while there is time. */
export function closingOf({ resolveBy, state }: DeskRow, now = Date.now()): Exclude<Waiting, 'calm'> | null {
  if (!resolveBy || state !== 'open') return null;
  const left = Date.parse(resolveBy) - now;
  return left <= 0 ? 'late' : left <= dayMs ? 'long' : null;
}
