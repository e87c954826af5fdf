import { expect, test } from 'vitest';
import { When } from './when';

const when = new When('en-GB');
const now = new Date(2026, 10, 23, 12, 0);
const ago = (days: number, hour = 9) => new Date(2026, 10, 23 - days, hour, 5).toISOString();

test('days are said as people say them', () => {
  expect(when.day(ago(0), now)).toBe('Today');
  expect(when.day(ago(1, 23), now)).toBe('Yesterday');
  expect(when.day(ago(3), now)).toBe('Friday');
  expect(when.day(ago(20), now)).toBe('3 Nov');
  expect(when.day(ago(400), now)).toMatch(/2025/);
});

test('a list shows the time for today and the day for the rest', () => {
  expect(when.short(ago(0), now)).toBe('9:05');
  expect(when.short(ago(1), now)).toBe('Yesterday');
});

test('spans grow from minutes to days', () => {
  const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString();
  expect(when.span(before(0), now.getTime())).toBe('1m');
  expect(when.span(before(125), now.getTime())).toBe('2h');
  expect(when.span(before(60 * 37), now.getTime())).toBe('1d');
  expect(when.span(before(60 * 48), now.getTime())).toBe('2d');
  expect(when.span(before(60 * 72), now.getTime())).toBe('3d');
});
