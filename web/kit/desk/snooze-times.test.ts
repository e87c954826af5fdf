import { expect, test } from 'vitest';
import { snoozeTimes } from './snooze-times';

const at = (text: string) =>
  snoozeTimes(new Date(text)).map(([name, date]) => {
    const day = `${date.getMonth() + 1}-${date.getDate()}`;
    return `${name} ${day} ${date.getHours()}:${String(date.getMinutes()).padStart(2, '0')}`;
  });

test('on a Tuesday morning', () => {
  expect(at('2026-11-24T10:10:00')).toEqual([
    'laterToday 11-24 13:30',
    'tomorrow 11-25 9:00',
    'nextMonday 11-30 9:00',
    'inAWeek 12-1 9:00',
  ]);
});

test('in the evening nothing is later today', () => {
  expect(at('2026-11-24T21:30:00')[0]).toBe('tomorrow 11-25 9:00');
});

test('on a Sunday next Monday is not tomorrow', () => {
  expect(at('2026-11-29T10:00:00')).toEqual([
    'laterToday 11-29 13:00',
    'tomorrow 11-30 9:00',
    'nextMonday 12-7 9:00',
    'inAWeek 12-6 9:00',
  ]);
});

test('on a Monday next Monday is in a week, said once', () => {
  expect(at('2026-11-30T19:00:00')).toEqual(['tomorrow 12-1 9:00', 'nextMonday 12-7 9:00']);
});
