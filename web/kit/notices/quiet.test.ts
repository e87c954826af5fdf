import { expect, test } from 'vitest';
import { another, mostSpans, nights, overMidnight, quietFlaw, weekOf, withDay } from './quiet';
import type { QuietTime } from './wire';

const span = (days: string, from: string, to: string): QuietTime => ({ days: days.split(' '), from, to });

test('a night stands on two days of the picture, over the end of the week too', () => {
  const week = weekOf([span('sun', '22:00', '08:00')]);
  expect(week[6]).toEqual([{ from: 1320, to: 1440 }]);
  expect(week[0]).toEqual([{ from: 0, to: 480 }]);
  expect(week.flat()).toHaveLength(2);
});

test('what overlaps or touches is one bar', () => {
  const week = weekOf([
    span('mon', '08:00', '12:00'),
    span('mon', '12:00', '13:00'),
    span('mon', '10:00', '11:00'),
  ]);
  expect(week[0]).toEqual([{ from: 480, to: 780 }]);
});

test('the same time twice is a whole day', () => {
  expect(weekOf([span('sat', '00:00', '00:00')])).toEqual([[], [], [], [], [], [{ from: 0, to: 1440 }], []]);
  expect(weekOf([span('sat', '12:00', '12:00')])[6]).toEqual([{ from: 0, to: 720 }]);
});

test('a span without a day, and a week in which nothing could be told, are not kept', () => {
  expect(quietFlaw([])).toBeNull();
  expect(quietFlaw([nights])).toBeNull();
  expect(quietFlaw([span('mon', '22:00', '08:00'), { days: [], from: '12:00', to: '13:00' }])).toBe(
    'quietNoDay',
  );
  const always = span('mon tue wed thu fri sat sun', '06:00', '06:00');
  expect(quietFlaw([always])).toBe('quietNever');
  expect(quietFlaw([{ ...always, to: '05:50' }])).toBe('quietNever'); // 70 minutes a week
  expect(quietFlaw([{ ...always, to: '05:40' }])).toBeNull(); // 140
});

test('days stay in the order of the week', () => {
  expect(withDay(span('wed fri', '22:00', '08:00'), 'mon', true).days).toEqual(['mon', 'wed', 'fri']);
  expect(withDay(span('wed fri', '22:00', '08:00'), 'wed', false).days).toEqual(['fri']);
});

test('what is offered can be kept, however often', () => {
  let quiet: QuietTime[] = [];
  while (quiet.length < mostSpans) quiet = [...quiet, another(quiet)];
  expect(quietFlaw(quiet)).toBeNull();
  expect([
    overMidnight(nights),
    overMidnight(span('mon', '12:00', '13:00')),
    overMidnight(span('mon', '12:00', '00:00')),
  ]).toEqual([true, false, false]);
});
