import { expect, test } from 'vitest';
import { whyKey } from './says';
import { chooseForThread, modeOf, OwnThreads, type ThreadMode } from './threads';
import type { ThreadNoticesView } from './wire';

/** Keeps what is chosen for one thread, as the server does. */
function threadServer() {
  let kept: ThreadNoticesView = { muted: false, choices: [] };
  const asked: string[] = [];
  const api = {
    get: async (path: string) => {
      asked.push(`GET ${path}`);
      return path.endsWith('/threads')
        ? { items: kept.muted || kept.choices.length ? [{ conversation: 't1', ...kept }] : [] }
        : kept;
    },
    put: async (path: string, body: { mute?: boolean; choices?: ThreadNoticesView['choices'] }) => {
      asked.push(`PUT ${path}`);
      const all = (['browser', 'mobile', 'mail', 'sms'] as const).map(channel => ({
        channel,
        cadence: 'off',
      }));
      kept = { muted: body.mute ?? false, choices: body.mute ? all : (body.choices ?? []) };
    },
    delete: async (path: string) => {
      asked.push(`DELETE ${path}`);
      kept = { muted: false, choices: [] };
    },
  };
  return { api: api as never, asked, kept: () => kept };
}

test.each<ThreadMode>(['usual', 'instant', 'noMails', 'mute'])('%s is shown as it was chosen', async mode => {
  const server = threadServer();
  await chooseForThread(server.api, 't1', mode);
  expect(modeOf(server.kept())).toBe(mode);
});

test('what no choice of the bell makes is none of them', () => {
  expect(modeOf({ muted: false, choices: [{ channel: 'mail', cadence: 'daily:09:00' }] })).toBeNull();
});

test('a thread is as the others again, and that can be taken back', async () => {
  const server = threadServer();
  await chooseForThread(server.api, 't1', 'noMails');
  const threads = new OwnThreads(server.api, 'buyer');
  await threads.load();
  const [item] = threads.items;
  if (!item) throw new Error('The thread is not there.');
  const back = await threads.forget(item);
  expect([threads.items, modeOf(server.kept())]).toEqual([[], 'usual']);
  await back();
  expect([threads.items, modeOf(server.kept())]).toEqual([[item], 'noMails']);
});

test('each notice says why by its state', () => {
  const of = (state: string, because: string, outcome: string | null = null, attempts = 0) =>
    whyKey({ state, because, outcome, attempts } as never);
  expect(of('waiting', 'unread')).toBe('waits-unread');
  expect(of('waiting', 'unread', '451', 2)).toBe('triedAgain');
  expect(of('sent', 'quiet-hours')).toBe('why-quiet-hours');
  expect(of('not-sent', 'off')).toBe('why-off');
  expect(of('cancelled', 'unread', 'read')).toBe('gone-read');
  expect(of('cancelled', 'unread', 'something-new')).toBeNull();
  expect(of('bounced', 'instant', 'bounced')).toBe('gone-bounced');
  expect(of('failed', 'instant', 'smtp-550')).toBe('gone-other');
});
