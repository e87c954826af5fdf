import { describe, expect, it } from 'vitest';
import { holesIn, nextHole } from './gaps';

describe('What is still to be filled in', () => {
  it('is found with its name and place', () => {
    expect(holesIn('Hi {{buyer.firstName}}, track {{?tracking number}}.')).toEqual([
      { name: 'buyer.firstName', blank: false, start: 3, length: 19 },
      { name: 'tracking number', blank: true, start: 30, length: 20 },
    ]);
  });

  it('is nothing that people may write themselves', () => {
    expect(holesIn('{{ }} {{hello}} {{world.cup}} {single} {{unclosed')).toEqual([]);
  });

  it('is the innermost of nested braces, and ends of conditions too', () => {
    expect(holesIn('{{ {{?a}} {{#if order}} {{/if}} {{else}}').map(({ name }) => name)).toEqual([
      'a',
      '#if order',
      '/if',
      'else',
    ]);
  });

  it('is walked through in both directions, and left behind after the last', () => {
    const holes = holesIn('{{?a}} {{?b}}');
    expect(nextHole(holes, { start: 0, end: 0 }, 1)?.name).toBe('a');
    expect(nextHole(holes, { start: 0, end: 6 }, 1)?.name).toBe('b');
    expect(nextHole(holes, { start: 7, end: 13 }, 1)).toBeUndefined();
    expect(nextHole(holes, { start: 7, end: 13 }, -1)?.name).toBe('a');
    expect(nextHole(holes, { start: 0, end: 6 }, -1)).toBeUndefined();
    expect(nextHole([], { start: 0, end: 0 }, 1)).toBeUndefined();
  });
});
