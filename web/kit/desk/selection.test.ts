import { expect, test } from 'vitest';
import { Selection } from './selection';

const listed = ['a', 'b', 'c', 'd', 'e'];
const ticked = (selection: Selection) => listed.filter(id => selection.has(id));

test('a range goes from where one began, and shrinks again', () => {
  const selection = new Selection();
  selection.toggle('b');
  selection.range('e', listed);
  expect(ticked(selection)).toEqual(['b', 'c', 'd', 'e']);
  selection.range('c', listed);
  expect(ticked(selection)).toEqual(['b', 'c']);
  selection.range('a', listed);
  expect(ticked(selection)).toEqual(['a', 'b']);
});

test('what was ticked before stays beside a new range', () => {
  const selection = new Selection();
  selection.toggle('a');
  selection.toggle('d');
  selection.range('e', listed);
  expect(ticked(selection)).toEqual(['a', 'd', 'e']);
});

test('without a beginning a range ticks the one', () => {
  const selection = new Selection();
  selection.range('c', listed);
  expect(ticked(selection)).toEqual(['c']);
  selection.toggle('c');
  expect(selection.size).toBe(0);
});

test('with the keyboard a range begins at the row one stands on', () => {
  const selection = new Selection();
  selection.begin('b');
  selection.range('c', listed);
  expect(ticked(selection)).toEqual(['b', 'c']);
});
