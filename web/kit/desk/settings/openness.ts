import { dayMinutes, type HoursBody, minutesOf, type Span, spansOf, weekdays } from './hours';
import { instantOf, wallOf } from './zone';

/** How a vendor stands at a moment. Moments are milliseconds; null: not to be seen. */
export interface Openness {
  open: boolean;
  /** When it closes, or opens. */
  until: number | null;
  why: 'hours' | 'holiday' | 'away';
  /** The holiday's. */
  name?: string;
}

/** Further ahead than this nothing is looked for. */
const horizonDays = 400;
/** Who is open for so long is open around the clock. */
const aroundTheClock = 14 * dayMinutes * 60_000;

/** Whether the hours say open at this moment, and until when. */
export function openness(hours: HoursBody, now: number): Openness {
  let open: { from: number; until: number } | null = null;
  for (const span of openSpans(hours, now)) {
    if (open && span.from <= open.until) open.until = Math.max(open.until, span.until);
    else if (!open) open = { ...span };
    else break;
    if (open.until - now > aroundTheClock) break;
  }
  if (open && open.from <= now)
    return { open: true, until: open.until - now > aroundTheClock ? null : open.until, why: 'hours' };
  return { open: false, until: open?.from ?? null, ...reason(hours, now) };
}

function reason(hours: HoursBody, now: number): Pick<Openness, 'why' | 'name'> {
  const { away } = hours;
  if (away && Date.parse(away.from) <= now && (!away.until || now < Date.parse(away.until)))
    return { why: 'away' };
  const wall = wallOf(now, hours.timeZone);
  const holiday = closures(hours).find(({ from, until }) => from <= wall && wall < until);
  return holiday ? { why: 'holiday', name: holiday.name } : { why: 'hours' };
}

/** Open stretches that end after the moment, in order. */
function* openSpans(hours: HoursBody, now: number): Generator<Span> {
  const { weekly, timeZone, away } = hours;
  const closed = closures(hours);
  const today = Math.floor(wallOf(now, timeZone) / dayMinutes);
  // The first of January 1970 was a Thursday.
  const usual = weekdays.map(day => spansOf(weekly, day));
  for (let day = today - 2; day < today + horizonDays; day++) {
    const spans =
      weekly.length === 0 ? [{ from: 0, until: dayMinutes }] : (usual[(((day + 3) % 7) + 7) % 7] ?? []);
    for (const span of spans) {
      const wall = { from: span.from + day * dayMinutes, until: span.until + day * dayMinutes };
      for (const part of cut(wall, closed)) {
        const real = { from: instantOf(part.from, timeZone), until: instantOf(part.until, timeZone) };
        const gone = away
          ? [{ from: Date.parse(away.from), until: away.until ? Date.parse(away.until) : Infinity }]
          : [];
        for (const rest of cut(real, gone)) if (rest.until > now) yield rest;
      }
    }
  }
}

function closures({ holidays }: HoursBody): (Span & { name: string })[] {
  return holidays
    .filter(({ date }) => date)
    .map(({ name, date, lastDate, from, until }) => {
      const begins = Date.parse(`${date}T00:00:00Z`) / 60_000;
      const ends = Date.parse(`${lastDate ?? date}T00:00:00Z`) / 60_000;
      return from || until
        ? {
            name,
            from: begins + (from ? minutesOf(from) : 0),
            until: begins + (until ? minutesOf(until) : dayMinutes),
          }
        : { name, from: begins, until: ends + dayMinutes };
    });
}

function cut(span: Span, closed: readonly Span[]): Span[] {
  return closed.reduce(
    (parts, { from, until }) =>
      parts.flatMap(part =>
        [
          { from: part.from, until: Math.min(part.until, from) },
          { from: Math.max(part.from, until), until: part.until },
        ].filter(rest => rest.until > rest.from),
      ),
    [span],
  );
}
