import { html } from 'lit';
import { expect, it } from 'vitest';
import { entriesOf } from '../grouping';
import type { Author, Message } from '../wire';
import { woven } from './weave';
import type { Note } from './wire';

const author: Author = { party: 'vendor', id: 'v', name: 'Nordlicht', agentId: 'ina', agentName: 'Ina' };
const message = (seq: number) =>
  ({
    seq,
    clientMessageId: `m${seq}`,
    author,
    kind: 'text',
    at: '2026-11-28T10:00:00Z',
    text: `${seq}`,
  }) as Message;
const note = (id: string, afterSeq: number) => ({ id, afterSeq, at: '2026-11-28T10:00:00Z' }) as Note;
const pending = {
  clientMessageId: 'p',
  text: 'p',
  replyTo: null,
  at: '2026-11-28T10:00:00Z',
  state: 'queued' as const,
};

const order = (seqs: number[], notes: Note[], hasBefore = false, waiting = false) =>
  woven(
    entriesOf(seqs.map(message), waiting ? [pending] : [], 'vendor', author, 0),
    notes,
    hasBefore,
    () => html``,
  )
    .filter(({ kind }) => kind !== 'day')
    .map(entry => (entry.kind === 'group' ? entry.items.map(({ key }) => key).join('+') : entry.key));

it('A note stands after the message it was written after, also within a group', () => {
  expect(order([1, 2, 3], [note('n', 2)])).toEqual(['m1+m2', 'note n', 'm3']);
});

it('Notes after the last message come before what is still on its way', () => {
  expect(order([1], [note('a', 1), note('b', 1)], false, true)).toEqual(['m1', 'note a', 'note b', 'p']);
});

it('A note that is older than what is loaded waits for its message', () => {
  expect(order([50, 51], [note('old', 12), note('new', 50)], true)).toEqual(['m50', 'note new', 'm51']);
});

it('A thread without notes is as it was', () => {
  expect(order([1, 2], [])).toEqual(['m1+m2']);
});
