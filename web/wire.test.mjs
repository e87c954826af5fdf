import { expect, test } from 'vitest';
import { differences } from './wire.mjs';

const server = {
  Money: {
    type: 'object',
    required: ['minor', 'currency', 'at', 'kind', 'note', 'parts'],
    properties: {
      minor: { type: ['integer', 'string'], format: 'int64' },
      currency: { type: 'string' },
      at: { type: ['null', 'string'], format: 'date-time' },
      kind: { $ref: '#/components/schemas/Kind' },
      note: { type: ['null', 'string'] },
      parts: { type: 'array', items: { $ref: '#/components/schemas/Part' } },
      rate: { type: 'string' },
    },
  },
  Kind: { enum: ['paid', 'owed'] },
  Part: { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } },
};

const page = `type Kind = 'owed' | 'paid';
  export interface Part { n: number }
  export interface Money {
    minor: number; currency: string; at: string | null; kind: Kind; note: string | null; parts: Part[]; rate?: string;
  }`;

test('what page and server agree on is no difference', () => {
  expect(differences(page, server)).toEqual([]);
});

test.each([
  ['currency: string;', '', 'Money.currency: the server sends it, the page does not know it'],
  [
    'currency: string;',
    'currency: number;',
    'Money.currency: the server sends string, the page expects number',
  ],
  ['currency: string;', 'currency?: string;', 'Money.currency: the server always sends it'],
  ['rate?:', 'rate:', 'Money.rate: the server may leave it out'],
  ['note: string | null', 'note: string', 'Money.note: the server may send null'],
  ['minor: number', 'minor: number | null', 'Money.minor: the server never sends null'],
  ["'owed' | 'paid'", "'owed'", 'Money.kind: the server sends owed, paid; the page expects owed'],
  ['parts: Part[]', 'parts: { m: number }[]', 'Money.parts[].m: the server does not send it'],
  ['parts: Part[]', 'parts: Money[]', 'Money.parts[]: the server sends Part, the page expects Money'],
  ['interface Part', 'interface Piece', 'Piece: the server has no such schema'],
])('a page with %s as %s is found out', (from, to, difference) => {
  expect(differences(page.replace(from, to), server)).toContain(difference);
});
