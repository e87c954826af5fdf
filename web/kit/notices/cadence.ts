import type { ChoiceView, NoticeKind } from './wire';

export const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof days)[number];

export type Pace = 'off' | 'instant' | 'after' | 'quarterly' | 'hourly' | 'daily' | 'weekly';

/** How often somebody wants to hear. `minutes` is a wait with `after`, a time of day with `daily` and `weekly`. */
export interface Cadence {
  pace: Pace;
  minutes: number;
  day: Day;
}

/** What is offered before anything else was chosen. */
export const usual = { after: 10, time: 9 * 60, day: 'mon' as Day };

/** Waits that people choose among, in minutes. */
export const waits = [5, 10, 30, 60, 120, 240, 480, 1440];

/** As the server writes it. What is new to this page reads as `instant`: better told than not. */
export function readCadence(text: string): Cadence {
  const [pace = '', ...rest] = text.split(':');
  const none = { minutes: 0, day: usual.day };
  switch (pace) {
    case 'off':
    case 'quarterly':
    case 'hourly':
      return { pace, ...none };
    case 'after':
      return { pace, minutes: Number(rest[0]) || usual.after, day: usual.day };
    case 'daily':
      return { pace, minutes: minutesOf(rest.join(':')) ?? usual.time, day: usual.day };
    case 'weekly': {
      const day = days.find(day => day === rest[0]) ?? usual.day;
      return { pace, minutes: minutesOf(rest.slice(1).join(':')) ?? usual.time, day };
    }
    default:
      return { pace: 'instant', ...none };
  }
}

export function writeCadence({ pace, minutes, day }: Cadence): string {
  if (pace === 'after') return `after:${minutes}`;
  if (pace === 'daily') return `daily:${clockOf(minutes)}`;
  if (pace === 'weekly') return `weekly:${day}:${clockOf(minutes)}`;
  return pace;
}

/** The same pace keeps its numbers; another one begins with the usual ones, or with the time of day that was chosen. */
export function withPace(cadence: Cadence, pace: Pace): Cadence {
  const timed = cadence.pace === 'daily' || cadence.pace === 'weekly';
  const time = timed ? cadence.minutes : usual.time;
  const minutes = pace === cadence.pace ? cadence.minutes : pace === 'after' ? usual.after : time;
  return {
    pace,
    minutes: pace === 'after' || pace === 'daily' || pace === 'weekly' ? minutes : 0,
    day: cadence.day,
  };
}

/** What cannot wait for a summary goes out at once where one is chosen: there none is offered. */
export function pacesOf(kind: NoticeKind): Pace[] {
  const now: Pace[] = ['off', 'instant', 'after'];
  return presses(kind) ? now : [...now, 'quarterly', 'hourly', 'daily', 'weekly'];
}

export function presses(kind: NoticeKind): boolean {
  return kind === 'order-at-risk' || kind === 'dispute' || kind === 'appointment' || kind === 'essential';
}

/** As it works: a summary chosen for what cannot wait is none. */
export function heldCadence({ kind, cadence }: Pick<ChoiceView, 'kind' | 'cadence'>): Cadence {
  const read = readCadence(cadence);
  return pacesOf(kind).includes(read.pace) ? read : withPace(read, 'instant');
}

export function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

export function minutesOf(clock: string): number | null {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock) ?? [];
  return hour && minute ? Number(hour) * 60 + Number(minute) : null;
}
