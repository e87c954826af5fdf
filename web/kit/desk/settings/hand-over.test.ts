import { expect, it } from 'vitest';
import type { Session } from '../../session';
import type { ConversationRow } from '../../wire';
import { movedTo, placeOf, ThreadWork } from './hand-over';

it('moves to a topic or to a number, and not to nothing', () => {
  expect(movedTo('topic', ' return ')).toEqual({ topic: 'return' });
  expect(movedTo('order', 'NK-1')).toEqual({ subject: { kind: 'order', id: 'NK-1' } });
  expect(movedTo('order', ' ')).toBe(null);
});

it('knows the way back', () => {
  expect(placeOf({ subject: { kind: 'listing', id: 'vase' }, topic: null } as ConversationRow)).toEqual({
    subject: { kind: 'listing', id: 'vase' },
  });
  expect(placeOf({ subject: null, topic: 'return' } as ConversationRow)).toEqual({ topic: 'return' });
});

it('hands over with a note in one act, and says why it was refused', async () => {
  const asked: [string, unknown][] = [];
  const session = (refused: unknown[]) =>
    ({
      as: 'vendor:v',
      person: 'ina',
      api: {
        post: async (path: string, body: unknown) => {
          asked.push([path, body]);
          return { acted: 1, refused, undo: 'u' };
        },
      },
    }) as unknown as Session;
  expect(await new ThreadWork(session([])).handOver('c', 'jonas', 'Please ring her')).toBe('u');
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject([
    '/v1/inbox/acts',
    { conversations: ['c'], act: { type: 'assign', agent: 'jonas', note: { text: 'Please ring her' } } },
  ]);
  await expect(
    new ThreadWork(session([{ detail: 'Not in the team.' }])).handOver('c', 'x', ''),
  ).rejects.toThrow('Not in the team.');
});

it('finds the double of a thread behind hundreds that wait for longer', async () => {
  const row = (id: string, buyer: string) => ({ id, with: { id: buyer }, state: 'open' }) as ConversationRow;
  const asked: unknown[] = [];
  const session = {
    as: 'vendor:v',
    rows: { put: () => undefined },
    api: {
      get: async (_: string, { query }: { query: { cursor?: string } }) => {
        asked.push(query);
        return query.cursor
          ? { items: [row('double', 'bea'), row('own', 'bea')], cursor: 'further' }
          : { items: [row('other', 'carl'), row('own', 'bea')], cursor: 'next' };
      },
    },
  } as unknown as Session;
  expect((await new ThreadWork(session).alike(row('own', 'bea'))).map(one => one.id)).toEqual(['double']);
  expect(asked).toMatchObject([{ folder: 'all', sort: 'time' }, { cursor: 'next' }]);
});
