import { expect, it } from 'vitest';
import { hoursFrom, newSchedule, offsetOf, scheduleFlaws } from './schedules';

it('says days where they come out even, and finds back', () => {
  const one = newSchedule('t');
  for (const [hours, said] of [
    [-24, { amount: 1, unit: 'days', before: true }],
    [36, { amount: 36, unit: 'hours', before: false }],
    [0, { amount: 0, unit: 'hours', before: false }],
  ] as const) {
    const offset = offsetOf({ ...one, hours });
    expect(offset).toEqual(said);
    expect(hoursFrom(offset.amount, offset.unit, offset.before)).toBe(hours);
  }
});

it('says at which field it is not finished', () => {
  const flaws = scheduleFlaws({ name: '', template: 'gone', date: ' ', hours: 9000 }, [{ id: 'other' }]);
  expect([...flaws]).toEqual([
    ['name', 'needsName'],
    ['template', 'needsTemplate'],
    ['trigger', 'needsDateLabel'],
    ['hours', 'tooFar'],
  ]);
  expect(scheduleFlaws({ ...newSchedule('t'), name: 'Shipped' }, [{ id: 't' }]).size).toBe(0);
});
