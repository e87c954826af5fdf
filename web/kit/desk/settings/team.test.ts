import { expect, it } from 'vitest';
import type { Session } from '../../session';
import { type TeamSettings, teamSource } from './team';

const settings: TeamSettings = {
  visibility: 'all',
  unassigned: false,
  assign: 'by-hand',
  capacity: 20,
  awayMinutes: 60,
};
const monday = { day: 'monday', from: '09:00', until: '12:00' } as const;
const tuesday = { day: 'tuesday', from: '09:00', until: '12:00' } as const;

function desk(asked: [string, unknown][]): Session {
  return {
    as: 'vendor:v',
    api: {
      get: async (path: string) =>
        path.endsWith('/settings')
          ? settings
          : {
              items: [
                { userId: 'ina', away: true, until: null, weekly: [], working: true },
                { userId: 'jonas', away: false, until: null, weekly: [monday], working: false },
              ],
            },
      put: async (path: string, body: unknown) => {
        asked.push([path, body]);
        return body;
      },
    },
  } as unknown as Session;
}

it('loads the settings and the hours of those who have their own', async () => {
  expect(await teamSource(desk([])).load()).toEqual({ settings, hours: { jonas: [monday] } });
});

it('saves what was changed and nothing else', async () => {
  const asked: [string, unknown][] = [];
  const source = teamSource(desk(asked));
  const seen = await source.load();
  await source.save({ ...seen, hours: { ...seen.hours, ina: [tuesday] } }, seen);
  expect(asked).toEqual([['/v1/vendors/v/team/ina/hours', { weekly: [tuesday] }]]);
  asked.length = 0;
  const saved = await source.save({ settings: { ...settings, assign: 'least-busy' }, hours: {} }, seen);
  expect(asked).toEqual([
    ['/v1/vendors/v/team/settings', { ...settings, assign: 'least-busy' }],
    ['/v1/vendors/v/team/jonas/hours', { weekly: [] }],
  ]);
  expect(saved.hours).toEqual({});
});
