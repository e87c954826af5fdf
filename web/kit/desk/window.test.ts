import { expect, test } from 'vitest';
import { driftOf, spanOf } from './window';

test('only the rows near the view are drawn, also of very many', () => {
  const { from, to } = spanOf(5_000 * 78, 800, 78, 10_000);
  expect(from).toBeLessThanOrEqual(5_000 - 6);
  expect(to).toBeGreaterThanOrEqual(5_011);
  expect(to - from).toBeLessThan(45);
});

test.each([
  [0, 0, 0],
  [0, 5, 5],
  [99_999, 5, 5],
])('at %i px of %i rows nothing is drawn that is not there', (scrollTop, count, to) => {
  expect(spanOf(scrollTop, 800, 78, count).to).toBe(to);
});

test('a few scrolled pixels draw nothing anew', () => {
  expect(spanOf(1_000, 800, 78, 10_000)).toEqual(spanOf(1_010, 800, 78, 10_000));
});

const places = (ids: string[]) => new Map(ids.map((id, i) => [id, i]));

test.each([
  ['a row above went', ['a', 'b', 'c', 'd'], ['b', 'c', 'd'], 2, -1],
  ['two came above', ['a', 'b', 'c'], ['x', 'y', 'a', 'b', 'c'], 1, 2],
  ['the first in view went', ['a', 'b', 'c', 'd'], ['a', 'c', 'd'], 1, -1],
  ['one below went', ['a', 'b', 'c', 'd'], ['a', 'b', 'c'], 1, 0],
  ['nothing is as it was', ['a', 'b'], ['x'], 0, 0],
] as const)('%s: the view moves with what one looks at', (_, before, after, first, drift) => {
  expect(driftOf(before, places([...after]), first)).toBe(drift);
});
