/** Time zones by way of `Intl`: wall clocks are minutes since 1970 as if it were UTC, moments are milliseconds. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: known(zone) ? zone : 'UTC',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

export function known(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

export function wallOf(at: number, zone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(at)) parts[type] = Number(value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute) / 60_000;
}

/** Where the clock shows a time twice, the first; where it jumps over it, as far after the jump. */
export function instantOf(wall: number, zone: string): number {
  const guess = wall * 60_000;
  const first = guess - (wallOf(guess, zone) - wall) * 60_000;
  const off = wallOf(first, zone) - wall;
  return off === 0 ? first : first - off * 60_000;
}

/** The places of the world by continent, with how far they are from UTC now. */
export function zones(
  own: string,
  now = Date.now(),
): Map<string, { zone: string; city: string; offset: string }[]> {
  const names = new Set<string>([...Intl.supportedValuesOf('timeZone'), own, 'Etc/UTC']);
  const found = new Map<string, { zone: string; city: string; offset: string }[]>();
  for (const zone of [...names].sort()) {
    const [area = '', ...rest] = zone.split('/');
    const city = rest.join(', ').replace(/_/g, ' ') || area;
    const list = found.get(area) ?? [];
    list.push({ zone, city, offset: offsetOf(zone, now) });
    found.set(area, list);
  }
  return found;
}

function offsetOf(zone: string, now: number): string {
  const minutes = wallOf(now, zone) - Math.floor(now / 60_000);
  const [sign, ahead] = minutes < 0 ? ['−', -minutes] : ['+', minutes];
  const rest = ahead % 60;
  return ahead === 0
    ? 'UTC'
    : `UTC${sign}${Math.floor(ahead / 60)}${rest ? `:${String(rest).padStart(2, '0')}` : ''}`;
}
