import { expect, it, vi } from 'vitest';
import type { Api } from '../api';
import { Notes } from './notes';
import type { Note } from './wire';

const note = (over: Partial<Note>): Note => ({
  conversationId: 'c',
  id: 'n1',
  afterSeq: 1,
  author: { id: 'ina', name: 'Ina' },
  text: 'Called them',
  mentions: [],
  at: '2026-11-28T10:00:00Z',
  editedAt: null,
  removedAt: null,
  erased: false,
  ...over,
});

it('Notes of all pages stand in their order', async () => {
  const get = vi
    .fn()
    .mockResolvedValueOnce({ items: [note({ id: 'b', afterSeq: 4 })], cursor: 'next' })
    .mockResolvedValueOnce({ items: [note({ id: 'a', afterSeq: 2 })], cursor: null });
  const notes = new Notes({ get } as unknown as Api, 'c');
  await notes.load();
  expect(notes.items.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(get).toHaveBeenLastCalledWith('/v1/conversations/c/notes', { query: { after: 'next' } });
});

it('An older state of a note does not come back over a newer one', () => {
  const notes = new Notes({} as Api, 'c');
  const removed = note({ text: null, removedAt: '2026-11-28T10:05:00Z' });
  notes.heard({ feed: 2, conversationId: 'c', note: removed });
  notes.heard({ feed: 1, conversationId: 'c', note: note({ editedAt: '2026-11-28T10:04:00Z' }) });
  expect(notes.items).toEqual([removed]);
});

it('Notes of another thread are not taken', () => {
  const notes = new Notes({} as Api, 'c');
  notes.heard({ feed: 1, conversationId: 'other', note: note({}) });
  expect(notes.items).toEqual([]);
});
