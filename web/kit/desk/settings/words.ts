import type { Tongue } from '../../i18n';
import { sentence } from '../../sentence';
import { type SettingsKey, type SettingsWords, settingsEn } from '../../words/settings-en';

/** English is in the bundle of the pages; the others are files of their own. */
const others: Record<string, () => Promise<SettingsWords>> = {
  de: async () => (await import('../../words/settings-de')).settingsDe,
  es: async () => (await import('../../words/settings-es')).settingsEs,
  fr: async () => (await import('../../words/settings-fr')).settingsFr,
  ar: async () => (await import('../../words/settings-ar')).settingsAr,
};

/** The words of a desk's pages, and days and lengths of time as people say them. */
export class SettingsTongue {
  ready: boolean;
  readonly whenReady: Promise<void>;
  private words: SettingsWords = settingsEn;

  constructor(readonly main: Tongue) {
    const load = others[main.locale.split('-')[0] ?? 'en'];
    this.ready = !load;
    this.whenReady = load ? this.learn(load) : Promise.resolve();
  }

  readonly t = (key: SettingsKey, values: Record<string, string | number> = {}): string =>
    sentence(this.words[key], values, this.main.locale);

  knows(key: string): key is SettingsKey {
    return key in this.words;
  }

  /** Monday; `day` counts from it. */
  weekday(day: number, length: 'long' | 'short' = 'long'): string {
    // The fifth of January 1970 was a Monday.
    return this.format({ weekday: length, timeZone: 'UTC' }).format(new Date((day + 4) * 86_400_000));
  }

  /** 18:00, in a time zone and with the day where it is not today's. */
  moment(at: number, zone: string, now = Date.now()): string {
    const date = (ms: number) => this.format({ dateStyle: 'short', timeZone: zone }).format(ms);
    const time = this.format({ hour: 'numeric', minute: '2-digit', timeZone: zone }).format(at);
    if (date(at) === date(now)) return time;
    const soon = at - now < 6 * 86_400_000;
    const day = this.format(
      soon ? { weekday: 'long', timeZone: zone } : { day: 'numeric', month: 'short', timeZone: zone },
    ).format(at);
    return this.t('dayAndTime', { day, time });
  }

  /** A day without a time, written `2026-12-24`. */
  date(day: string, long = false): string {
    return this.format({
      day: 'numeric',
      month: 'short',
      ...(long ? { year: 'numeric', weekday: 'short' } : {}),
      timeZone: 'UTC',
    }).format(new Date(`${day}T00:00:00Z`));
  }

  /** A time of day in minutes: 09:00 or 9 AM. */
  clock(minutes: number): string {
    return this.format({ hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(
      new Date(minutes * 60_000),
    );
  }

  /** On a scale: 09, or 9 AM. */
  hour(minutes: number): string {
    return this.format({ hour: 'numeric', timeZone: 'UTC' }).format(new Date(minutes * 60_000));
  }

  /** 25 min, 3 h 10 min, 2 d 4 h. */
  length(seconds: number): string {
    const minutes = seconds > 0 ? Math.max(1, Math.round(seconds / 60)) : 0;
    const parts: [number, 'day' | 'hour' | 'minute'][] =
      minutes >= 2880 || (minutes > 0 && minutes % 1440 === 0)
        ? [
            [Math.floor(minutes / 1440), 'day'],
            [Math.round((minutes % 1440) / 60), 'hour'],
          ]
        : minutes >= 60
          ? [
              [Math.floor(minutes / 60), 'hour'],
              [minutes % 60, 'minute'],
            ]
          : [[minutes, 'minute']];
    return parts
      .filter(([n], i) => n > 0 || i === 0)
      .map(([n, unit]) =>
        new Intl.NumberFormat(this.main.locale, { style: 'unit', unit, unitDisplay: 'short' }).format(n),
      )
      .join(' ');
  }

  percent(share: number): string {
    return new Intl.NumberFormat(this.main.locale, { style: 'percent', maximumFractionDigits: 0 }).format(
      share,
    );
  }

  private format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = JSON.stringify(options);
    let format = this.formats.get(key);
    if (!format) {
      format = new Intl.DateTimeFormat(this.main.locale, options);
      this.formats.set(key, format);
    }
    return format;
  }

  private readonly formats = new Map<string, Intl.DateTimeFormat>();

  private async learn(load: () => Promise<SettingsWords>): Promise<void> {
    try {
      this.words = await load();
    } catch {
      // Out of reach: English is better than nothing.
    }
    this.ready = true;
  }
}

const spoken = new WeakMap<Tongue, SettingsTongue>();

export function settingsTongueFor(tongue: Tongue): SettingsTongue {
  let own = spoken.get(tongue);
  if (!own) {
    own = new SettingsTongue(tongue);
    spoken.set(tongue, own);
  }
  return own;
}
