import { type OwnTongue, ownTongues } from '../own-tongue';
import { type NoticesKey, noticesEn } from '../words/notices-en';
import { type Cadence, type Day, days } from './cadence';

/** The words of choosing what one hears of. */
export type NoticesTongue = OwnTongue<NoticesKey>;

export const noticesTongueFor = ownTongues<NoticesKey>(noticesEn, {
  de: async () => (await import('../words/notices-de')).noticesDe,
  es: async () => (await import('../words/notices-es')).noticesEs,
  fr: async () => (await import('../words/notices-fr')).noticesFr,
  ar: async () => (await import('../words/notices-ar')).noticesAr,
});

/** At once; when unread after 10 minutes; daily at 09:00. */
export function cadenceText(words: NoticesTongue, { pace, minutes, day }: Cadence): string {
  const { t } = words;
  if (pace === 'after') return t('after', { time: waitText(words, minutes) });
  if (pace === 'daily') return t('daily', { time: clockText(words, minutes) });
  if (pace === 'weekly') return t('weekly', { day: dayText(words, day), time: clockText(words, minutes) });
  return t(pace);
}

export function waitText({ main }: NoticesTongue, minutes: number): string {
  const [n, unit] =
    minutes % 1440 === 0
      ? [minutes / 1440, 'day']
      : minutes % 60 === 0
        ? [minutes / 60, 'hour']
        : [minutes, 'minute'];
  return new Intl.NumberFormat(main.locale, {
    style: 'unit',
    unit: unit as string,
    unitDisplay: 'long',
  }).format(n as number);
}

export function clockText({ main }: NoticesTongue, minutes: number): string {
  return new Intl.DateTimeFormat(main.locale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(
    minutes * 60_000,
  );
}

export function dayText({ main }: NoticesTongue, day: Day, length: 'long' | 'short' = 'long'): string {
  // The fifth of January 1970 was a Monday.
  return new Intl.DateTimeFormat(main.locale, { weekday: length, timeZone: 'UTC' }).format(
    (days.indexOf(day) + 4) * 86_400_000,
  );
}
