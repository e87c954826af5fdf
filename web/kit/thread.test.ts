import { expect, test, vi } from 'vitest';
import type { Api } from './api';
import { Rows } from './rows';
import { message, row } from './samples';
import { Thread } from './thread';
import type { ConversationView, Message } from './wire';

/** A server that holds `all`; answers as the messages route does. */
function serverWith(all: Message[], revision = 0) {
  const state = { all, revision, asked: [] as Record<string, number>[] };
  const get = async (path: string, { query = {} }: { query?: Record<string, number> } = {}) => {
    if (!path.endsWith('/messages')) return row({ lastSeq: state.all.length, revision: state.revision });
    state.asked.push(query);
    const { before = Infinity, after, revisedSince = Infinity, limit = 50 } = query;
    const wanted = state.all.filter(m =>
      after === undefined ? m.seq < before : m.seq > after || m.revision > revisedSince,
    );
    const items = after === undefined ? wanted.slice(-limit) : wanted;
    return {
      items,
      lastSeq: state.all.length,
      revision: state.revision,
      hasBefore: items.length < wanted.length,
      hasAfter: false,
      moreRevised: false,
    };
  };
  return { api: { get } as unknown as Api, state };
}

const many = (n: number) => Array.from({ length: n }, (_, i) => message(i + 1));

async function opened(n: number, revision = 0) {
  const { api, state } = serverWith(many(n), revision);
  const rows = new Rows();
  const thread = new Thread(api, rows, 'c1');
  await thread.open();
  return { thread, rows, state };
}

test('the same message twice is there once', async () => {
  const { thread } = await opened(3);
  thread.receive(message(4), true);
  thread.receive(message(4), true);
  expect(thread.messages.map(m => m.seq)).toEqual([1, 2, 3, 4]);
});

test('a message that arrives is told once, history is not', async () => {
  const { thread } = await opened(3);
  const told: number[] = [];
  thread.arrived.add(m => told.push(m.seq));
  thread.receive(message(4), true);
  thread.receive(message(4), true);
  thread.receive(message(2, { revision: 1 }), true);
  expect(told).toEqual([4]);
});

test('a message beyond the next one makes the thread fetch what lies between', async () => {
  const { thread, state } = await opened(3);
  state.all = many(6);
  thread.receive(message(6), true);
  await vi.waitFor(() => expect(thread.lastSeq).toBe(6));
  expect(thread.messages.map(m => m.seq)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(state.asked.at(-1)).toMatchObject({ after: 3, revisedSince: 0 });
});

test('an older state of a message does not replace a newer one', async () => {
  const { thread } = await opened(3);
  thread.receive(message(2, { revision: 2, text: 'newest' }), false);
  thread.receive(message(2, { revision: 1, text: 'older' }), false);
  expect(thread.messages[1]?.text).toBe('newest');
});

test('an edit that was missed is fetched when the row tells of a later revision', async () => {
  const { thread, state } = await opened(3);
  state.all = [message(1, { revision: 1, text: 'edited' }), message(2), message(3, { revision: 2 })];
  state.revision = 2;
  // The push for revision 2 came, the one for revision 1 did not.
  thread.receive(message(3, { revision: 2 }), false);
  thread.follow(row({ revision: 2 }));
  await vi.waitFor(() => expect(thread.messages[0]?.text).toBe('edited'));
});

test('older pages join without a seam', async () => {
  const { thread } = await opened(120);
  expect(thread.messages[0]?.seq).toBe(71);
  await thread.loadBefore();
  await thread.loadBefore();
  expect(thread.messages.map(m => m.seq)).toEqual(many(120).map(m => m.seq));
  expect(thread.hasBefore).toBe(false);
});

test('an answer that overtook the answer to the first message is fetched', async () => {
  const { api } = serverWith(many(2));
  const rows = new Rows();
  const thread = new Thread(api, rows, 'c1');
  rows.put(row({ lastSeq: 2, feed: 2 }));
  thread.begin(row({ lastSeq: 1 }) as ConversationView, message(1));
  await vi.waitFor(() => expect(thread.messages.map(m => m.seq)).toEqual([1, 2]));
});

test('an edit pushed while the thread loads is not lost', async () => {
  const { api } = serverWith(many(3));
  const thread = new Thread(api, new Rows(), 'c1');
  const opening = thread.open();
  thread.receive(message(2, { revision: 1, text: 'edited' }), false);
  await opening;
  expect(thread.messages[1]?.text).toBe('edited');
});

test('a message pushed while the thread loads is told as one that arrived', async () => {
  const { api } = serverWith(many(3));
  const thread = new Thread(api, new Rows(), 'c1');
  const told: number[] = [];
  thread.arrived.add(m => told.push(m.seq));
  const opening = thread.open();
  thread.receive(message(3), true);
  thread.receive(message(4), true);
  await opening;
  expect(thread.lastSeq).toBe(4);
  expect(told).toEqual([4]);
});

test('an edit of an earlier message pushed while its page loads is not lost', async () => {
  const { thread } = await opened(120);
  const loading = thread.loadBefore();
  thread.receive(message(60, { revision: 1, text: 'edited' }), false);
  await loading;
  expect(thread.messages.find(m => m.seq === 60)?.text).toBe('edited');
});
