const dayMs = 86_400_000;

/** Times as people say them, in their language and time zone. */
export class When {
  private readonly hour: Intl.DateTimeFormat;
  private readonly weekday: Intl.DateTimeFormat;
  private readonly shortDay: Intl.DateTimeFormat;
  private readonly date: Intl.DateTimeFormat;
  private readonly dateWithYear: Intl.DateTimeFormat;
  private readonly full: Intl.DateTimeFormat;
  private readonly relative: Intl.RelativeTimeFormat;
  private readonly past: Intl.RelativeTimeFormat;
  private readonly units: Record<'minute' | 'hour' | 'day', Intl.NumberFormat>;

  constructor(private readonly locale: string) {
    this.hour = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
    this.weekday = new Intl.DateTimeFormat(locale, { weekday: 'long' });
    this.shortDay = new Intl.DateTimeFormat(locale, { weekday: 'short' });
    this.date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
    this.dateWithYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
    this.full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' });
    this.relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
    this.past = new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'short' });
    const unit = (name: string) =>
      new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'narrow' });
    this.units = { minute: unit('minute'), hour: unit('hour'), day: unit('day') };
  }

  time(at: string): string {
    return this.hour.format(new Date(at));
  }

  exact(at: string): string {
    return this.full.format(new Date(at));
  }

  /** For a divider: Today, Yesterday, Monday, 3 May, 3 May 2024. */
  day(at: string, now = new Date()): string {
    const date = new Date(at);
    const ago = daysBetween(date, now);
    if (ago === 0 || ago === 1) return capital(this.relative.format(-ago, 'day'), this.locale);
    if (ago > 1 && ago < 7) return capital(this.weekday.format(date), this.locale);
    return this.calendar(at, now);
  }

  /** For a list: 14:32, Yesterday, Monday, 3 May. */
  short(at: string, now = new Date()): string {
    return daysBetween(new Date(at), now) === 0 ? this.time(at) : this.day(at, now);
  }

  /** For a moment to come, and short: Fri 14:30, 3 May 09:00. */
  moment(at: string, now = new Date()): string {
    const date = new Date(at);
    const away = -daysBetween(date, now);
    const day = away === 0 ? '' : away < 7 && away > 0 ? this.shortDay.format(date) : this.date.format(date);
    return [day, this.time(at)].filter(Boolean).join(' ');
  }

  calendar(at: string, now = new Date()): string {
    const date = new Date(at);
    return (date.getFullYear() === now.getFullYear() ? this.date : this.dateWithYear).format(date);
  }

  /** "3 hr. ago". */
  ago(at: string, now = Date.now()): string {
    const [amount, unit] = elapsed(at, now);
    return this.past.format(-amount, unit);
  }

  /** "3h": how long something has lasted. */
  span(at: string, now = Date.now()): string {
    const [amount, unit] = elapsed(at, now);
    return this.units[unit].format(amount);
  }
}

function elapsed(at: string, now: number): [number, 'minute' | 'hour' | 'day'] {
  const minutes = Math.max(1, Math.round((now - Date.parse(at)) / 60_000));
  if (minutes < 60) return [minutes, 'minute'];
  const hours = Math.round(minutes / 60);
  return hours < 24 ? [hours, 'hour'] : [Math.floor(hours / 24), 'day'];
}

function daysBetween(date: Date, now: Date): number {
  const midnight = (d: Date) => Date.UTC(d.getFullYear(), d.getMonth(), d.getDate());
  return Math.round((midnight(now) - midnight(date)) / dayMs);
}

function capital(text: string, locale: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
