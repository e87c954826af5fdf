import { beforeEach, expect, test, vi } from 'vitest';
import type { Api } from './api';
import { Outbox } from './outbox';
import { Refusal, Unreachable } from './problem';
import { card } from './samples';
import type { Contact } from './wire';

beforeEach(() => localStorage.clear());

interface Sent {
  clientMessageId: string;
  text: string;
}

/** A server that stores by client id and can be told to fail first. */
function server(failures: unknown[] = []) {
  const stored = new Map<string, string>();
  const calls: Sent[] = [];
  const post = async (_path: string, body: Sent) => {
    calls.push(body);
    const failure = failures.shift();
    if (failure) throw failure;
    stored.set(body.clientMessageId, body.text);
    return { seq: stored.size };
  };
  return { api: { post } as unknown as Api, stored, calls };
}

const ignore = {
  sent: () => undefined,
  opened: () => undefined,
  held: () => undefined,
  carry: () => undefined,
};

test('messages go out one after another, in the order they were written', async () => {
  const { api, stored } = server();
  const outbox = new Outbox(api, 'me', ignore);
  for (const text of ['one', 'two', 'three']) outbox.send('c1', text, null);
  await vi.waitFor(() => expect(outbox.list('c1')).toEqual([]));
  expect([...stored.values()]).toEqual(['one', 'two', 'three']);
});

test('a message that could not be delivered is sent again under the same id', async () => {
  const { api, stored, calls } = server([new Unreachable(null)]);
  const outbox = new Outbox(api, 'me', ignore);
  outbox.send('c1', 'hello', null);
  await vi.waitFor(() => expect(outbox.list('c1')).toEqual([]), { timeout: 3000 });
  expect(calls.length).toBe(2);
  expect(calls[0]?.clientMessageId).toBe(calls[1]?.clientMessageId);
  expect(stored.size).toBe(1);
});

test('what a closed page left behind goes out with the next one', async () => {
  const down = server(Array(50).fill(new Unreachable(null)));
  const first = new Outbox(down.api, 'me', ignore);
  const { clientMessageId } = first.send('c1', 'written offline', null);
  first.close();

  const { api, stored } = server();
  const second = new Outbox(api, 'me', ignore);
  second.resumeAll();
  await vi.waitFor(() => expect(stored.get(clientMessageId)).toBe('written offline'));
});

test('a refusal is shown in its own words and does not hold up the next message', async () => {
  const { api, stored } = server([new Refusal('validation', 400, 'Too long.')]);
  const outbox = new Outbox(api, 'me', ignore);
  outbox.send('c1', 'bad', null);
  outbox.send('c1', 'good', null);
  await vi.waitFor(() => expect([...stored.values()]).toEqual(['good']));
  expect(outbox.list('c1')).toMatchObject([{ text: 'bad', state: 'failed', why: 'Too long.', status: 400 }]);
});

test('a failed message can be tried again or thrown away', async () => {
  const refusal = new Refusal('conversation-closed', 409, 'Closed.');
  const { api, stored } = server([refusal, refusal]);
  const outbox = new Outbox(api, 'me', ignore);
  const one = outbox.send('c1', 'one', null);
  const two = outbox.send('c1', 'two', null);
  await vi.waitFor(() => expect(outbox.list('c1').map(item => item.state)).toEqual(['failed', 'failed']));
  outbox.discard('c1', two.clientMessageId);
  outbox.retry('c1', one.clientMessageId);
  await vi.waitFor(() => expect(outbox.list('c1')).toEqual([]));
  expect([...stored.values()]).toEqual(['one']);
});

test('a refused message can be taken back to be written differently', async () => {
  const { api } = server([new Refusal('conversation-closed', 409, 'Closed.')]);
  const outbox = new Outbox(api, 'me', ignore);
  const { clientMessageId } = outbox.send('c1', 'one', null);
  await vi.waitFor(() => expect(outbox.list('c1')).toMatchObject([{ state: 'failed', status: 409 }]));
  expect(outbox.takeBack('c1', clientMessageId)).toMatchObject({ text: 'one' });
  expect(outbox.list('c1')).toEqual([]);
});

test('one person does not see the unsent messages of another', () => {
  const { api } = server(Array(50).fill(new Unreachable(null)));
  const ana = new Outbox(api, 'ana', ignore);
  ana.send('c1', 'secret', null);
  ana.close();
  expect(new Outbox(api, 'bob', ignore).list('c1')).toEqual([]);
});

const contact: Contact = {
  subject: { ...card, id: '5' },
  vendor: {
    id: 'mira',
    name: 'Mira',
    avatarUrl: null,
    answerTime: { label: 'new', medianSeconds: null, answers: 0, openingHours: null },
  },
  conversationId: null,
};

test('the first messages of a new thread go out from whichever page comes next', async () => {
  const down = server(Array(50).fill(new Unreachable(null)));
  const listing = new Outbox(down.api, 'me', ignore);
  for (const text of ['one', 'two']) listing.send('listing:5', text, null, contact);
  listing.close();

  const { api, calls } = server();
  const opened = vi.fn();
  const centre = new Outbox(api, 'me', { ...ignore, opened });
  expect(centre.begun()).toMatchObject([{ place: 'listing:5', contact, last: { text: 'two' } }]);
  centre.resumeAll();
  await vi.waitFor(() => expect(centre.list('listing:5')).toEqual([]));
  const about = { vendor: 'mira', subject: { kind: 'listing', id: '5' } };
  expect(calls).toMatchObject([
    { ...about, message: { text: 'one' } },
    { ...about, message: { text: 'two' } },
  ]);
  expect(opened).toHaveBeenCalledTimes(2);
  expect(centre.begun()).toEqual([]);
});

test('a message whose files are on their way holds nobody up, and goes when they are there', async () => {
  const { api, stored, calls } = server();
  const carried: string[] = [];
  const outbox = new Outbox(api, 'me', {
    ...ignore,
    carry: (place, item) => carried.push(`${place} ${item.text}`),
  });
  const one = { key: 'k', id: null, name: 'vase.png', type: 'image/png', bytes: 9, width: 3, height: 2 };
  const { clientMessageId: id } = outbox.send('c1', 'look', null, undefined, undefined, () => [one]);
  outbox.send('c1', 'hello', null);
  await vi.waitFor(() => expect(outbox.list('c1').map(({ text }) => text)).toEqual(['look']));
  expect([...stored.values()]).toEqual(['hello']);
  expect(carried).toEqual(['c1 look']);

  outbox.arrived('c1', id, { files: [{ ...one, id: 'up-1' }], waits: false });
  await vi.waitFor(() => expect(outbox.list('c1')).toEqual([]));
  expect(calls.at(-1)).toMatchObject({ text: 'look', attachments: ['up-1'] });
});

test('a message that a file stopped goes again when somebody says so', async () => {
  const { api, stored } = server();
  const carry = vi.fn();
  const outbox = new Outbox(api, 'me', { ...ignore, carry });
  const file = { key: 'k', id: null, name: 'a.exe', type: '', bytes: 9, width: null, height: null };
  const { clientMessageId: id } = outbox.send('c1', 'look', null, undefined, undefined, () => [file]);
  outbox.refuse('c1', id, new Refusal('unsupported-file-type', 422, ''));
  expect(outbox.list('c1')[0]).toMatchObject({ state: 'failed', code: 'unsupported-file-type' });
  outbox.arrived('c1', id, { files: undefined });
  outbox.retry('c1', id);
  await vi.waitFor(() => expect([...stored.values()]).toEqual(['look']));
  expect(carry).toHaveBeenCalledTimes(1);
});

test('what waited for files when the page was closed is carried by the next one', () => {
  const first = new Outbox(server().api, 'me', ignore);
  const file = { key: 'k', id: 'up-1', name: 'a.png', type: '', bytes: 9, width: null, height: null };
  first.send('c1', 'look', null, undefined, undefined, () => [file]);
  first.close();
  const carry = vi.fn();
  new Outbox(server().api, 'me', { ...ignore, carry }).resumeAll();
  expect(carry).toHaveBeenCalledTimes(1);
});
