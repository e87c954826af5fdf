import { expect, test, vi } from 'vitest';
import type { Session } from '../session';
import type { Message } from '../wire';
import { Decisions } from './decisions';

const line = (seq: number, type: string, by = 'platform') =>
  ({ seq, event: { type, data: { by } } }) as unknown as Message;

function decided(as = 'buyer') {
  const soon = new Date(Date.now() + 3_600_000).toISOString();
  const past = new Date(Date.now() - 3_600_000).toISOString();
  const of = (id: string, changes: object) => ({
    id,
    at: id,
    act: 'warn',
    conversation: 'other',
    until: null,
    upheld: null,
    redress: ['appeal'],
    ...changes,
  });
  const get = vi.fn(async (_path: string, { query }: { query: { vendor: string | null } }) => ({
    items: query.vendor
      ? [of('7', { conversation: 'c1' })]
      : [
          of('9', { act: 'mask-text', conversation: 'c1', seq: 4 }),
          of('8', { act: 'mute', until: soon, endedAt: past }),
          of('6', { act: 'mute', until: soon }),
          of('5', { act: 'mute', until: past }),
          of('4', { act: 'suspend', upheld: false }),
          of('3', { act: 'block-pair' }),
          of('2', { conversation: 'c1' }),
          of('1', {}),
        ],
    cursor: null,
  }));
  const session = { as, api: { get } } as unknown as Session;
  return { get, decisions: new Decisions(session, 'c1') };
}

test('nobody asks while nothing tells of a decision', () => {
  const { get, decisions } = decided();
  decisions.look([line(1, 'conversation-closed', 'vendor'), line(2, 'something')], 0, false);
  expect(get).not.toHaveBeenCalled();
});

test('those of this thread are shown, and those that keep the reader from writing anywhere', async () => {
  const { get, decisions } = decided();
  decisions.look([line(3, 'decision-made')], 0, true);
  decisions.look([line(3, 'decision-made')], 0, true);
  await vi.waitFor(() => expect(decisions.here.map(({ id }) => id)).toEqual(['2', '6']));
  expect(get).toHaveBeenCalledOnce();
  expect(decisions.mask(4)?.id).toBe('9'); // under its message
  expect(decisions.mask(5)).toBeNull();
  decisions.look([line(3, 'decision-made'), line(4, 'decision-undone')], 0, true);
  expect(get).toHaveBeenCalledTimes(2);
});

test('an agent reads their own and those about their vendor', async () => {
  const { decisions } = decided('vendor:v1');
  decisions.look([], 1, false);
  await vi.waitFor(() => expect(decisions.here.map(({ id }) => id)).toEqual(['2', '6', '7']));
});
