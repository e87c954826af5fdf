import type { Filters } from './query';

/** Minutes. */
export const waits = [60, 240, 720, 1440, 2880, 10_080];

export const languages = [
  'en',
  'de',
  'es',
  'fr',
  'ar',
  'it',
  'nl',
  'pl',
  'pt',
  'tr',
  'uk',
  'ja',
  'zh',
  'ko',
  'sv',
  'da',
  'fi',
  'cs',
];

/** From the beginning of the day that many days ago. */
export function lastDays(days: number, now = new Date()): Pick<Filters, 'from'> {
  return { from: new Date(now.getFullYear(), now.getMonth(), now.getDate() - days + 1).toISOString() };
}

/** Whole days, both included, in the person's own time zone. */
export function between(from: string, to: string): Pick<Filters, 'from' | 'to'> {
  const day = (text: string, after: number) => {
    const [year, month, date] = text.split('-').map(Number);
    return new Date(year ?? 0, (month ?? 1) - 1, (date ?? 1) + after, 0, 0, 0, -after).toISOString();
  };
  return { ...(from ? { from: day(from, 0) } : {}), ...(to ? { to: day(to, 1) } : {}) };
}
