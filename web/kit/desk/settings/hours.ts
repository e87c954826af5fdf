import type { Instant } from '../../wire';

/** A vendor's opening hours, as the server keeps them. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof weekdays)[number];

/** Times of the wall clock; `until` goes to 48:00, so that 26:00 is two o'clock of the next day. */
export interface WeeklyHours {
  day: Weekday;
  from: string;
  until: string;
}

export interface Holiday {
  name: string;
  date: string;
  lastDate?: string | null;
  from?: string | null;
  until?: string | null;
}

export interface AwayMode {
  from: Instant;
  until?: Instant | null;
  message?: string | null;
}

/** No weekly hours at all: always open. */
export interface HoursBody {
  timeZone: string;
  weekly: WeeklyHours[];
  holidays: Holiday[];
  away: AwayMode | null;
}

export interface HoursView extends HoursBody {
  published: Instant | null;
  open: boolean;
  opensAt: Instant | null;
}

/** Minutes of the day on which it begins; past 1440 it goes on into the next. */
export interface Span {
  from: number;
  until: number;
}

export const dayMinutes = 1440;

export function minutesOf(time: string): number {
  const [hours = NaN, minutes = NaN] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

export function timeOf(minutes: number): string {
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** What a time field shows: 26:00 is 02:00. */
export function clockOf(minutes: number): string {
  return timeOf(minutes % dayMinutes);
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

export function spansOf(weekly: readonly WeeklyHours[], day: Weekday): Span[] {
  return weekly
    .filter(hours => hours.day === day)
    .map(({ from, until }) => ({ from: minutesOf(from), until: minutesOf(until) }))
    .sort((a, b) => a.from - b.from);
}

/** The week with other spans on one day. */
export function withDay(weekly: readonly WeeklyHours[], day: Weekday, spans: readonly Span[]): WeeklyHours[] {
  return weekdays.flatMap(name =>
    (name === day ? [...spans].sort((a, b) => a.from - b.from) : spansOf(weekly, name)).map(
      ({ from, until }) => ({
        day: name,
        from: timeOf(from),
        until: timeOf(until),
      }),
    ),
  );
}

/** A field says `until` as a time of day: not later than `from` means the next day. */
export function spanFrom(from: number, until: number): Span {
  return { from, until: until > from ? until : until + dayMinutes };
}

/** Opens, or closes, from one minute of the day to another; what touches becomes one. */
export function painted(spans: readonly Span[], from: number, until: number, open: boolean): Span[] {
  const rest = spans.flatMap(span => without(span, from, until));
  if (!open) return rest;
  const all = [...rest, { from, until }].sort((a, b) => a.from - b.from);
  const joined: Span[] = [];
  for (const span of all) {
    const last = joined.at(-1);
    if (last && span.from <= last.until) last.until = Math.max(last.until, span.until);
    else joined.push({ ...span });
  }
  return joined;
}

function without(span: Span, from: number, until: number): Span[] {
  return [
    { from: span.from, until: Math.min(span.until, from) },
    { from: Math.max(span.from, until), until: span.until },
  ].filter(part => part.until > part.from);
}

export function isOpenAt(spans: readonly Span[], minute: number): boolean {
  return spans.some(({ from, until }) => from <= minute && minute < until);
}

/** A flaw and the field it is at: `weekly.monday.1`, `holidays.0.name`, `away.until`. */
export type HoursFlaw =
  | 'needsHours'
  | 'overlaps'
  | 'needsName'
  | 'needsDate'
  | 'endsBefore'
  | 'endsBeforeFrom'
  | 'awayOver'
  | 'needsTimes';

export function hoursFlaws(hours: HoursBody, now = Date.now()): Map<string, HoursFlaw> {
  const flaws = new Map<string, HoursFlaw>();
  flawsOfWeek(hours.weekly, flaws);
  hours.holidays.forEach(({ name, date, lastDate, from, until }, i) => {
    if (!name.trim()) flaws.set(`holidays.${i}.name`, 'needsName');
    if (!date) flaws.set(`holidays.${i}.date`, 'needsDate');
    else if (lastDate && lastDate < date) flaws.set(`holidays.${i}.lastDate`, 'endsBefore');
    if (from && until && until <= from) flaws.set(`holidays.${i}.until`, 'endsBeforeFrom');
  });
  if (hours.away?.until && Date.parse(hours.away.until) <= now) flaws.set('away.until', 'awayOver');
  return flaws;
}

export function weekFlaws(weekly: readonly WeeklyHours[]): Map<string, HoursFlaw> {
  const flaws = new Map<string, HoursFlaw>();
  flawsOfWeek(weekly, flaws);
  return flaws;
}

function flawsOfWeek(weekly: readonly WeeklyHours[], flaws: Map<string, HoursFlaw>): void {
  const week = weekdays.flatMap((day, at) =>
    spansOf(weekly, day).map((span, i) => ({
      field: `weekly.${day}.${i}`,
      from: span.from + at * dayMinutes,
      until: span.until + at * dayMinutes,
    })),
  );
  week.forEach((span, i) => {
    const next = week[i + 1] ?? week[0];
    const begins = next === undefined ? Infinity : next.from + (i + 1 < week.length ? 0 : 7 * dayMinutes);
    if (Number.isNaN(span.from + span.until)) flaws.set(span.field, 'needsTimes');
    else if (week.length > 1 && begins < span.until) flaws.set(span.field, 'overlaps');
  });
}

/** What the server is sent: spelled as it answers, so that what did not change is the same. */
export function hoursBody({ timeZone, weekly, holidays, away }: HoursBody): HoursBody {
  return {
    timeZone,
    weekly: weekdays.flatMap(day =>
      spansOf(weekly, day).map(({ from, until }) => ({ day, from: timeOf(from), until: timeOf(until) })),
    ),
    holidays: holidays
      .map(({ name, date, lastDate, from, until }) => ({
        name: name.trim(),
        date,
        lastDate: lastDate && lastDate !== date ? lastDate : null,
        from: from || null,
        until: until || null,
      }))
      .sort((a, b) => (a.date + (a.from ?? '')).localeCompare(b.date + (b.from ?? ''))),
    away: away ? { from: away.from, until: away.until ?? null, message: away.message?.trim() || null } : null,
  };
}
