import { expect, test } from 'vitest';
import { fitted, keepInside, zoomAt } from './zoom';

test('the point under the pointer stays where it is', () => {
  const zoom = zoomAt(fitted, 2, 100, -40);
  // Where a point of the picture is seen: its place times the scale, plus the shift.
  expect(100 * zoom.scale + zoom.x).toBeCloseTo(100 * 2 - 100);
  const seen = (place: number) => place * zoom.scale + zoom.x;
  expect(seen(100)).toBe(100);
});

test('it never becomes smaller than the window, nor larger than one can see', () => {
  expect(zoomAt(fitted, 0.2)).toEqual(fitted);
  expect(zoomAt(fitted, 100).scale).toBe(8);
  expect(zoomAt({ scale: 2, x: 90, y: 10 }, 0.3)).toEqual(fitted);
});

test('the picture cannot be pushed out of the window', () => {
  const window = { width: 1000, height: 600 };
  expect(keepInside({ scale: 2, x: 5000, y: -5000 }, { width: 800, height: 600 }, window)).toEqual({
    scale: 2,
    x: 300,
    y: -300,
  });
  expect(keepInside({ scale: 1.2, x: 50, y: 0 }, { width: 500, height: 300 }, window).x).toBeCloseTo(0);
});
