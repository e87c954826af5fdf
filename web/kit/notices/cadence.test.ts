import { expect, test } from 'vitest';
import { clockOf, heldCadence, minutesOf, pacesOf, readCadence, withPace, writeCadence } from './cadence';

test.each([
  'off',
  'instant',
  'after:1',
  'after:1440',
  'quarterly',
  'hourly',
  'daily:00:00',
  'daily:23:59',
  'weekly:mon:09:00',
  'weekly:sun:07:05',
])('%s is written as it was read', text => expect(writeCadence(readCadence(text))).toBe(text));

test('what this page does not know yet is told at once: better than not at all', () => {
  expect(readCadence('monthly:1')).toMatchObject({ pace: 'instant' });
  expect(readCadence('')).toMatchObject({ pace: 'instant' });
});

test('another pace begins with what is usual, and keeps the time of day', () => {
  expect(writeCadence(withPace(readCadence('off'), 'after'))).toBe('after:10');
  expect(writeCadence(withPace(readCadence('instant'), 'daily'))).toBe('daily:09:00');
  expect(writeCadence(withPace(readCadence('daily:07:30'), 'weekly'))).toBe('weekly:mon:07:30');
  expect(writeCadence(withPace(readCadence('weekly:fri:07:30'), 'daily'))).toBe('daily:07:30');
  expect(writeCadence(withPace(readCadence('after:45'), 'after'))).toBe('after:45');
  expect(writeCadence(withPace(readCadence('after:45'), 'daily'))).toBe('daily:09:00');
  expect(writeCadence(withPace(readCadence('daily:07:30'), 'hourly'))).toBe('hourly');
});

test('what cannot wait is offered no summary, and shown as it works where one was chosen', () => {
  expect(pacesOf('message')).toHaveLength(7);
  expect(pacesOf('dispute')).toEqual(['off', 'instant', 'after']);
  expect(heldCadence({ kind: 'dispute', cadence: 'daily:09:00' }).pace).toBe('instant');
  expect(heldCadence({ kind: 'dispute', cadence: 'after:30' })).toMatchObject({ pace: 'after', minutes: 30 });
  expect(heldCadence({ kind: 'answer', cadence: 'daily:09:00' }).pace).toBe('daily');
});

test('times of day are two digits each', () => {
  expect([clockOf(0), clockOf(545), clockOf(1439)]).toEqual(['00:00', '09:05', '23:59']);
  expect([minutesOf('09:05'), minutesOf('24:00'), minutesOf('9:05'), minutesOf('')]).toEqual([
    545,
    null,
    null,
    null,
  ]);
});
