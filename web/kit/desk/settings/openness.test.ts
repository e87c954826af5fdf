import { expect, it } from 'vitest';
import { type HoursBody, weekdays } from './hours';
import { openness } from './openness';
import { instantOf, wallOf } from './zone';

const week: HoursBody = {
  timeZone: 'Europe/Berlin',
  weekly: weekdays.slice(0, 5).map(day => ({ day, from: '09:00', until: '18:00' })),
  holidays: [],
  away: null,
};
const at = (text: string) => Date.parse(text);

it('is open within its hours, until they end', () => {
  expect(openness(week, at('2026-11-27T10:00:00+01:00'))).toEqual({
    open: true,
    until: at('2026-11-27T18:00:00+01:00'),
    why: 'hours',
  });
});

it('opens on Monday after a weekend', () => {
  const { open, until } = openness(week, at('2026-11-28T10:00:00+01:00'));
  expect([open, until]).toEqual([false, at('2026-11-30T09:00:00+01:00')]);
});

it('is still open after midnight', () => {
  const bar: HoursBody = { ...week, weekly: [{ day: 'friday', from: '20:00', until: '26:00' }] };
  expect(openness(bar, at('2026-11-28T01:00:00+01:00')).until).toBe(at('2026-11-28T02:00:00+01:00'));
});

it('says that a holiday is why it is closed, and when it opens after it', () => {
  const closed: HoursBody = {
    ...week,
    holidays: [{ name: 'Fair', date: '2026-11-27', lastDate: '2026-11-30' }],
  };
  expect(openness(closed, at('2026-11-27T10:00:00+01:00'))).toEqual({
    open: false,
    until: at('2026-12-01T09:00:00+01:00'),
    why: 'holiday',
    name: 'Fair',
  });
});

it('is away until it is back, or until further notice', () => {
  const away = { from: '2026-11-20T00:00:00Z', until: '2026-12-01T12:00:00Z' };
  const now = at('2026-11-27T10:00:00+01:00');
  expect(openness({ ...week, away }, now)).toEqual({ open: false, until: at(away.until), why: 'away' });
  expect(openness({ ...week, away: { from: away.from } }, now)).toEqual({
    open: false,
    until: null,
    why: 'away',
  });
});

it('closes at no time where there are no weekly hours', () => {
  expect(openness({ ...week, weekly: [] }, at('2026-11-27T10:00:00Z'))).toMatchObject({
    open: true,
    until: null,
  });
});

it('opens at nine on the day on which the clock is set back', () => {
  const daily: HoursBody = { ...week, weekly: [{ day: 'sunday', from: '09:00', until: '12:00' }] };
  expect(openness(daily, at('2026-10-25T00:00:00+02:00')).until).toBe(at('2026-10-25T09:00:00+01:00'));
});

it('comes from the wall clock back to the same moment', () => {
  for (const zone of ['Europe/Berlin', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Chatham']) {
    const now = at('2026-07-01T12:34:00Z');
    expect(instantOf(wallOf(now, zone), zone)).toBe(now);
  }
});
