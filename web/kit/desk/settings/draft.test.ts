import { beforeEach, expect, it } from 'vitest';
import { Draft, type Source } from './draft';

beforeEach(() => sessionStorage.clear());

const source = (stored = { n: 1 }): Source<{ n: number }> => ({
  load: async () => stored,
  save: async value => {
    stored = value;
    return value;
  },
});

it('keeps what is not saved yet through loading the page anew', async () => {
  const first = new Draft(source(), 'k');
  await first.load();
  first.edit({ n: 2 });
  const second = new Draft(source(), 'k');
  await second.load();
  expect([second.value, second.dirty]).toEqual([{ n: 2 }, true]);
  second.discard();
  const third = new Draft(source(), 'k');
  await third.load();
  expect([third.value, third.dirty]).toEqual([{ n: 1 }, false]);
});

it('saves, and takes it back', async () => {
  const draft = new Draft(source(), 'k');
  await draft.load();
  draft.edit({ n: 2 });
  expect(await draft.save()).toBe(true);
  expect([draft.saved, draft.dirty, draft.undoable]).toEqual([{ n: 2 }, false, true]);
  expect(await draft.undo()).toBe(true);
  expect([draft.saved, draft.undoable]).toEqual([{ n: 1 }, false]);
});

it('keeps what was written when the server refuses it', async () => {
  const draft = new Draft({ ...source(), save: () => Promise.reject(new Error('no')) }, 'k');
  await draft.load();
  draft.edit({ n: 2 });
  expect(await draft.save()).toBe(false);
  expect([draft.value, draft.dirty, draft.refused]).toEqual([{ n: 2 }, true, new Error('no')]);
});
