import { expect, test } from 'vitest';
import { tongueFor } from '../i18n';
import { stepsOf } from './steps';
import type { NoticeView } from './wire';
import { noticesTongueFor } from './words';

const words = noticesTongueFor(tongueFor('en'));

const notice = (changes: Partial<NoticeView>): NoticeView => ({
  id: 'n',
  conversation: 'c',
  as: 'buyer',
  kind: 'message',
  channel: 'mail',
  state: 'waiting',
  because: 'quiet-hours',
  outcome: null,
  urgent: false,
  fromSeq: 1,
  toSeq: 1,
  attempts: 0,
  plannedAt: '2026-11-29T22:30:00Z',
  dueAt: null,
  triedAt: null,
  settledAt: null,
  openedAt: null,
  says: '',
  plannedBecause: null,
  heldUntil: null,
  newsAt: null,
  ...changes,
});

const told = (changes: Partial<NoticeView>) =>
  stepsOf(words, notice(changes)).map(({ text, at }) => `${text} ${at.slice(11, 16)}`);

test('one that waits is planned, and held until it is due', () => {
  expect(told({ dueAt: '2026-11-30T07:00:00Z' })).toEqual(['Planned 22:30', 'Held until 07:00']);
});

test('one that was tried in vain says how often, and until when it waits', () => {
  expect(told({ attempts: 2, triedAt: '2026-11-29T22:40:00Z', dueAt: '2026-11-29T23:00:00Z' })).toEqual([
    'Planned 22:30',
    'Tried 2 times, the last time 22:40',
    'Held until 23:00',
  ]);
});

test('one that was opened went the whole way', () => {
  expect(
    told({
      state: 'delivered',
      attempts: 1,
      triedAt: '2026-11-29T22:40:00Z',
      settledAt: '2026-11-29T22:41:00Z',
      openedAt: '2026-11-30T08:00:00Z',
    }),
  ).toEqual(['Planned 22:30', 'Tried once 22:40', 'Delivered 22:41', 'Opened 08:00']);
});

test('what a provider says later has a time of its own', () => {
  expect(
    told({
      state: 'bounced',
      attempts: 1,
      heldUntil: '2026-11-30T07:00:00Z',
      triedAt: '2026-11-30T07:00:01Z',
      settledAt: '2026-11-30T07:00:02Z',
      newsAt: '2026-11-30T09:30:00Z',
    }),
  ).toEqual(['Planned 22:30', 'Held until 07:00', 'Tried once 07:00', 'Sent 07:00', 'Came back 09:30']);
});

test('one that was not needed was never tried', () => {
  expect(told({ state: 'cancelled', outcome: 'read', settledAt: '2026-11-29T22:31:00Z' })).toEqual([
    'Planned 22:30',
    'Not needed 22:31',
  ]);
});
