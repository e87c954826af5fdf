import { clockOf, type Day, days, minutesOf } from './cadence';
import type { QuietTime } from './wire';

const dayMinutes = 1440;

/** The most spans, and the fewest minutes of a week that must not be quiet. */
export const mostSpans = 14;
const leastOpen = 120;

/** What somebody begins with: nights. */
export const nights: QuietTime = { days: [...days], from: '22:00', to: '08:00' };

export interface Bar {
  /** Minutes of the day. */
  from: number;
  to: number;
}

/** For each day from Monday the parts of it that are quiet, joined where they touch. */
export function weekOf(quiet: readonly QuietTime[]): Bar[][] {
  const week: Bar[][] = days.map(() => []);
  for (const { days: on, from, to } of quiet) {
    const [begin, end] = [minutesOf(from), minutesOf(to)];
    if (begin === null || end === null) continue;
    for (const day of on) {
      const at = days.indexOf(day as Day);
      if (at < 0) continue;
      if (end > begin) week[at]?.push({ from: begin, to: end });
      else {
        week[at]?.push({ from: begin, to: dayMinutes });
        if (end > 0) week[(at + 1) % 7]?.push({ from: 0, to: end });
      }
    }
  }
  return week.map(joined);
}

function joined(bars: Bar[]): Bar[] {
  const result: Bar[] = [];
  for (const bar of [...bars].sort((one, other) => one.from - other.from)) {
    const last = result.at(-1);
    if (last && bar.from <= last.to) last.to = Math.max(last.to, bar.to);
    else result.push({ ...bar });
  }
  return result;
}

/** Why these cannot be kept: a span without a day, or no two hours of the week in which anything can be told. */
export function quietFlaw(quiet: readonly QuietTime[]): 'quietNoDay' | 'quietNever' | null {
  if (quiet.some(({ days: on }) => on.length === 0)) return 'quietNoDay';
  const held = weekOf(quiet)
    .flat()
    .reduce((sum, { from, to }) => sum + to - from, 0);
  return 7 * dayMinutes - held < leastOpen ? 'quietNever' : null;
}

/** Whether it is of the next day that it ends. */
export function overMidnight({ from, to }: QuietTime): boolean {
  return to <= from && to !== '00:00';
}

export function withDay(span: QuietTime, day: Day, on: boolean): QuietTime {
  return { ...span, days: days.filter(one => (one === day ? on : span.days.includes(one))) };
}

/** A span for what is not quiet yet: nights, then the weekend's days, then an hour at noon. */
export function another(quiet: readonly QuietTime[]): QuietTime {
  if (quiet.length === 0) return nights;
  if (quiet.length === 1) return { days: ['sat', 'sun'], from: '00:00', to: '00:00' };
  return { days: days.slice(0, 5), from: clockOf(12 * 60), to: clockOf(13 * 60) };
}
