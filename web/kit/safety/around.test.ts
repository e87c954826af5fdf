import { expect, test } from 'vitest';
import { around, reworded } from './around';

test('a place is shown with a little around it, and no sign is cut in two', () => {
  const text = `${'😀'.repeat(30)} call 0171 555 now`;
  const { before, at, after } = around(text, text.indexOf('0171'), 8);
  expect([at, after]).toEqual(['0171 555', ' now']);
  expect(before.startsWith('…😀')).toBe(true);
  expect(/^…[\uDC00-\uDFFF]/.test(before)).toBe(false);
  expect(around('0171', 0, 4)).toEqual({ before: '', at: '0171', after: '' });
});

test('the sentence that holds the place gives way to other words, the others stay', () => {
  const text = 'Hello Ina. Call me at 0171 555 01 23 tonight. Thank you!';
  expect(reworded(text, text.indexOf('0171'), 14, 'Let us keep talking here.')).toBe(
    'Hello Ina. Let us keep talking here. Thank you!',
  );
  expect(reworded('0171', 0, 4, 'Here.')).toBe('Here.');
  expect(reworded('One\n0171\nThree', 4, 4, 'Two')).toBe('One\nTwo\nThree');
  expect(reworded('All of it', 0, 0, 'Other words')).toBe('Other words');
});
