import { expect, test } from 'vitest';
import { grid, single } from './layout';

test('one picture is as wide as there is room, and never too high', () => {
  expect(single(1500, 1000)).toEqual({ inlineSize: 340, ratio: 1.5 });
  const tall = single(400, 900);
  expect(tall.inlineSize / tall.ratio).toBeLessThanOrEqual(381);
  expect(single(24, 24).inlineSize).toBe(160);
});

test('a banner and a ribbon keep a size one can press', () => {
  expect(single(6000, 100).ratio).toBe(3);
  expect(single(100, 6000).ratio).toBeCloseTo(1 / 3);
});

test.each([
  [2, 2, 2, 0],
  [3, 2, 3, 0],
  [4, 2, 4, 0],
  [5, 2, 5, 0],
  [6, 3, 6, 0],
  [10, 3, 6, 4],
])('%i pictures stand in %i columns, %i of them, %i are counted', (count, columns, shown, hidden) => {
  const laid = grid(count);
  expect([laid.columns, laid.cells.length, laid.hidden]).toEqual([columns, shown, hidden]);
});
