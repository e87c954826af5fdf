import { expect, it } from 'vitest';
import { tongueFor } from '../../i18n';
import { settingsAr } from '../../words/settings-ar';
import { settingsDe } from '../../words/settings-de';
import { settingsEn } from '../../words/settings-en';
import { settingsEs } from '../../words/settings-es';
import { settingsFr } from '../../words/settings-fr';
import { settingsTongueFor } from './words';

const places = (text: string) =>
  [...new Set(text.match(/(?<!\{)\{\w+\}(?!\})/g))].filter(place => place !== '{n}').sort();

it.each([
  ['de', settingsDe],
  ['es', settingsEs],
  ['fr', settingsFr],
  ['ar', settingsAr],
])('says in %s all that English says, with the same places', (_, words) => {
  for (const [key, text] of Object.entries(settingsEn))
    expect([key, places(words[key as keyof typeof settingsEn])]).toEqual([key, places(text)]);
});

it('says lengths of time as people do', () => {
  const { length } = settingsTongueFor(tongueFor('en-GB'));
  const say = (seconds: number) =>
    length.call(settingsTongueFor(tongueFor('en-GB')), seconds).replace(/ /g, ' ');
  expect([0, 20, 3000, 12_600, 86_400, 200_000].map(say)).toEqual([
    '0 mins',
    '1 min',
    '50 mins',
    '3 hrs 30 mins',
    '1 day',
    '2 days 8 hrs',
  ]);
});

it('says the day only where it is not today, in the zone that is meant', () => {
  const words = settingsTongueFor(tongueFor('en-GB'));
  const now = Date.parse('2026-11-28T20:00:00Z');
  expect(words.moment(Date.parse('2026-11-28T22:30:00Z'), 'Europe/Berlin', now)).toBe('23:30');
  expect(words.moment(Date.parse('2026-11-30T08:00:00Z'), 'Europe/Berlin', now)).toMatch(/^Monday 0?9:00$/);
  expect(words.weekday(0)).toBe('Monday');
});
