export type SnoozeName = 'laterToday' | 'tomorrow' | 'nextMonday' | 'inAWeek';

const morning = 9;
const evening = 18;

/** The usual moments, in the person's own time zone. After six in the evening nothing is "later today". */
export function snoozeTimes(now = new Date()): [SnoozeName, Date][] {
  const later = new Date(now.getTime() + 3 * 3_600_000);
  later.setMinutes(later.getMinutes() > 30 ? 60 : later.getMinutes() > 0 ? 30 : 0, 0, 0);
  const today: [SnoozeName, Date][] =
    now.getHours() < evening && later.getDate() === now.getDate() ? [['laterToday', later]] : [];
  const tomorrow = morningIn(now, 1);
  // On Sundays tomorrow is Monday already; then the one after is meant.
  const untilMonday = ((8 - now.getDay()) % 7 || 7) + (now.getDay() === 0 ? 7 : 0);
  const all: [SnoozeName, Date][] = [
    ...today,
    ['tomorrow', tomorrow],
    ['nextMonday', morningIn(now, untilMonday)],
    ['inAWeek', morningIn(now, 7)],
  ];
  const moments = all.map(([, at]) => at.getTime());
  return all.filter(([, at], i) => moments.indexOf(at.getTime()) === i);
}

function morningIn(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, morning);
}
