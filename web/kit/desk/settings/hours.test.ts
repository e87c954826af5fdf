import { expect, it } from 'vitest';
import { clockOf, type HoursBody, hoursBody, hoursFlaws, painted, spanFrom, spansOf, withDay } from './hours';

const nine = { from: 540, until: 1080 };
const hours = (changes: Partial<HoursBody> = {}): HoursBody => ({
  timeZone: 'Europe/Berlin',
  weekly: [{ day: 'monday', from: '09:00', until: '18:00' }],
  holidays: [],
  away: null,
  ...changes,
});

it('joins what is painted beside or over what was open', () => {
  expect(painted([nine], 1080, 1140, true)).toEqual([{ from: 540, until: 1140 }]);
  expect(painted([nine, { from: 1200, until: 1260 }], 1000, 1230, true)).toEqual([
    { from: 540, until: 1260 },
  ]);
});

it('takes a lunch break out of a day', () => {
  expect(painted([nine], 720, 780, false)).toEqual([
    { from: 540, until: 720 },
    { from: 780, until: 1080 },
  ]);
});

it('reads an end not later than its beginning as one of the next day', () => {
  expect(spanFrom(1080, 120)).toEqual({ from: 1080, until: 1560 });
  expect(spanFrom(540, 0)).toEqual({ from: 540, until: 1440 });
  expect(clockOf(1560)).toBe('02:00');
});

it('keeps the other days when one is changed', () => {
  const weekly = withDay(hours().weekly, 'friday', [{ from: 1200, until: 1560 }]);
  expect(weekly).toEqual([
    { day: 'monday', from: '09:00', until: '18:00' },
    { day: 'friday', from: '20:00', until: '26:00' },
  ]);
  expect(spansOf(weekly, 'friday')).toEqual([{ from: 1200, until: 1560 }]);
});

it('finds spans that reach into the next day, or from Sunday into Monday', () => {
  const late = hours({
    weekly: [
      { day: 'monday', from: '01:00', until: '05:00' },
      { day: 'sunday', from: '20:00', until: '26:00' },
    ],
  });
  expect([...hoursFlaws(late)]).toEqual([['weekly.sunday.0', 'overlaps']]);
});

it('says at which field a holiday or an absence is wrong', () => {
  const flaws = hoursFlaws(
    hours({
      holidays: [
        { name: ' ', date: '2026-12-24' },
        { name: 'Break', date: '2026-12-24', lastDate: '2026-12-20' },
      ],
      away: { from: '2026-11-01T00:00:00Z', until: '2026-11-02T00:00:00Z' },
    }),
    Date.parse('2026-11-28T12:00:00Z'),
  );
  expect([...flaws]).toEqual([
    ['holidays.0.name', 'needsName'],
    ['holidays.1.lastDate', 'endsBefore'],
    ['away.until', 'awayOver'],
  ]);
});

it('sends hours in one spelling, whatever the order in which they were entered', () => {
  const sent = hoursBody(
    hours({
      holidays: [
        { name: ' New Year ', date: '2027-01-01', lastDate: '2027-01-01', from: '' },
        { name: 'Eve', date: '2026-12-24' },
      ],
    }),
  );
  expect(sent.holidays.map(({ name, lastDate, from }) => [name, lastDate, from])).toEqual([
    ['Eve', null, null],
    ['New Year', null, null],
  ]);
});
