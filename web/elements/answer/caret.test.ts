import { expect, it } from 'vitest';
import { begunAt } from './caret';

it('A sign at the start of a word begins a search, inside of one it does not', () => {
  expect(begunAt('/ship', 5, '/')).toEqual({ start: 0, end: 5, words: 'ship' });
  expect(begunAt('Hello /sh', 9, '/')).toEqual({ start: 6, end: 9, words: 'sh' });
  expect(begunAt('and/or', 6, '/')).toBeNull();
  expect(begunAt('https://x', 9, '/')).toBeNull();
  expect(begunAt('1/ 2', 4, '/')).toBeNull();
});

it('A name may have two words, a shortcut has one', () => {
  expect(begunAt('@Ina Be', 7, '@', 2)?.words).toBe('Ina Be');
  expect(begunAt('/ship it', 8, '/')).toBeNull();
});

it('Only what stands before the caret counts', () => {
  expect(begunAt('/ship', 3, '/')?.words).toBe('sh');
  expect(begunAt('x /ship', 1, '/')).toBeNull();
});
