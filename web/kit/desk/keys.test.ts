import { expect, test } from 'vitest';
import { Keys } from './keys';

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

test.each([
  ['j', {}, 'next'],
  ['e', {}, 'archive'],
  ['!', { shiftKey: true }, 'spam'],
  ['?', { shiftKey: true }, 'sheet'],
  ['/', {}, 'search'],
  ['#', {}, null],
  ['s', { ctrlKey: true }, null],
  ['a', { metaKey: true }, null],
  ['p', { altKey: true }, null],
  ['z', { ctrlKey: true }, 'undo'],
  ['z', { metaKey: true }, 'undo'],
  ['Z', { ctrlKey: true, shiftKey: true }, null],
] as const)('%s with %o', (key, held, wish) => {
  expect(new Keys().wish(press(key, held), true)).toBe(wish);
});

test('g and a letter go to a folder, a letter alone acts', () => {
  const keys = new Keys();
  expect(keys.wish(press('g'), true, 1_000)).toBeNull();
  expect(keys.wish(press('m'), true, 1_500)).toBe('go:mine');
  expect(keys.wish(press('m'), true, 1_600)).toBe('macros');
});

test('g is forgotten after a moment, and a key that leads nowhere ends it', () => {
  const keys = new Keys();
  keys.wish(press('g'), true, 1_000);
  expect(keys.wish(press('m'), true, 4_000)).toBe('macros');
  keys.wish(press('g'), true, 5_000);
  expect(keys.wish(press('j'), true, 5_100)).toBeNull();
  expect(keys.wish(press('j'), true, 5_200)).toBe('next');
});

test('single keys can be turned off; Ctrl+Z stays', () => {
  const keys = new Keys();
  expect(keys.wish(press('e'), false)).toBeNull();
  expect(keys.wish(press('z', { ctrlKey: true }), false)).toBe('undo');
});
