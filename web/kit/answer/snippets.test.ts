import { expect, it } from 'vitest';
import { ranked } from './snippets';
import type { Template } from './wire';

const template = (name: string, shortcut: string | null) => ({ name, shortcut }) as Template;

it('A shortcut that is written out wins, then those that begin so, then names', () => {
  const items = [
    template('Other', null),
    template('Track it', null),
    template('A', 'track2'),
    template('B', 'track'),
  ];
  expect(ranked(items, 'track').map(({ name }) => name)).toEqual(['B', 'A', 'Track it', 'Other']);
});

it('Without a word the order is the one of the server', () => {
  const items = [template('B', 'b'), template('A', 'a')];
  expect(ranked(items, '')).toEqual(items);
});
