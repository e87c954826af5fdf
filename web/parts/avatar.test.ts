import { expect, test } from 'vitest';
import { hue, initials } from './avatar';
import { safeUrl } from './safe-url';

test('initials come from the first and the last word, in any script', () => {
  expect(initials('Ana Maria Ferreira')).toBe('A\u200cF');
  expect(initials('mira')).toBe('M');
  expect(initials('🐝 Honey')).toBe('H');
  expect(initials('')).toBe('');
});

test('the same person always has the same colour', () => {
  expect(hue('ana')).toBe(hue('ana'));
  expect(hue('ana')).toBeLessThan(8);
});

test('only http and https addresses of the host are followed', () => {
  expect(safeUrl('javascript:alert(1)')).toBeNull();
  expect(safeUrl('data:text/html,x')).toBeNull();
  expect(safeUrl('https://shop.example/item')).toBe('https://shop.example/item');
  expect(safeUrl(null)).toBeNull();
});
