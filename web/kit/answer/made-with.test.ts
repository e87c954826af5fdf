import { expect, it } from 'vitest';
import { MadeWith } from './made-with';

it('A text tells which templates it was made with, each once', () => {
  const made = new MadeWith();
  made.add('a', 'Hello Bea,\nit leaves us on {{?day}} at the latest.');
  made.add('b', 'Kind regards, the workshop');
  made.add('b', 'Kind regards, the workshop');
  expect(made.of('Hello Bea,\nit leaves us on Friday at the latest.\nKind regards, the workshop')).toEqual([
    'a',
    'b',
  ]);
});

it('A template of which nothing is left is not named', () => {
  const made = new MadeWith();
  made.add('a', 'Hello Bea, thank you for asking.');
  expect(made.of('No.')).toEqual([]);
  made.clear();
  expect(made.of('Hello Bea, thank you for asking.')).toEqual([]);
});
