import { expect, test } from 'vitest';
import { between } from './filter-options';

test('days are whole, the last one included', () => {
  const { from, to } = between('2026-11-01', '2026-11-02');
  expect(new Date(from ?? '')).toEqual(new Date(2026, 10, 1));
  expect(new Date(to ?? '')).toEqual(new Date(2026, 10, 2, 23, 59, 59, 999));
  expect(between('', '2026-11-02')).toEqual({ to });
});
