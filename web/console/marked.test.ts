import { expect, test } from 'vitest';
import { marked } from './marked';
import { drawn, finding } from './samples';

const text = 'Call me at 0171 555 or write to ana@example.net';

function pieces(...places: [number, number][]): { text: string; marks: string[] } {
  const root = drawn(
    marked(
      text,
      places.map(([start, length]) => finding(start, length)),
    ),
  );
  return {
    text: root.textContent ?? '',
    marks: [...root.querySelectorAll('mark')].map(m => m.textContent ?? ''),
  };
}

test('what was found is marked where it stands, in order, and nothing of the text is lost', () => {
  expect(pieces([32, 15], [11, 8])).toEqual({ text, marks: ['0171 555', 'ana@example.net'] });
});

test('places that overlap or lie within each other are no two copies of the same words', () => {
  expect(pieces([11, 8], [14, 8])).toEqual({ text, marks: ['0171 555', ' or'] });
  expect(pieces([0, 20], [5, 2])).toEqual({ text, marks: [text.slice(0, 20)] });
});

test('a place beyond the text, or of no length, marks nothing', () => {
  expect(pieces([100, 4], [0, 0])).toEqual({ text, marks: [] });
  expect(pieces([40, 100])).toEqual({ text, marks: [text.slice(40)] });
});

test('what people wrote stays text', () => {
  const root = drawn(marked('<img src=x onerror=alert(1)>', [finding(0, 4)]));
  expect(root.querySelector('img')).toBeNull();
  expect(root.querySelector('mark')?.textContent).toBe('<img');
});
