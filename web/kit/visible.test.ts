import { expect, test } from 'vitest';
import { isVisible } from './visible';

test('what leaves no mark on the screen is nothing to send', () => {
  for (const text of [
    '',
    ' \n\t',
    '\u200b',
    '\u200b \u2060\ufeff',
    '\u2800',
    '\u3164',
    '\u00ad',
    '\u0301',
    '\u202e',
  ])
    expect(isVisible(text), JSON.stringify(text)).toBe(false);
});

test('everything people write can be seen', () => {
  for (const text of ['a', '?', '👍', '👩‍👩‍👧', '❤️', 'عمر', '你', '.', '\u200bx'])
    expect(isVisible(text), text).toBe(true);
});
