import { expect, test } from 'vitest';
import { isVoice, kindOf, sizeText } from './kinds';

test.each([
  ['image/webp', 'a.bin', 'picture'],
  [null, 'Vase.JPG', 'picture'],
  ['application/pdf', null, 'pdf'],
  ['application/vnd.oasis.opendocument.spreadsheet', 'x.ods', 'sheet'],
  ['video/webm', 'film.webm', 'film'],
  ['video/webm', 'voice-2026-11-29-071500.webm', 'sound'],
  ['text/plain', 'notes', 'text'],
] as const)('what %s called %s is', (type, name, kind) => {
  expect(kindOf(type, name)).toBe(kind);
});

test('sizes are said in the language of the page', () => {
  expect(sizeText(1, 'en')).toBe('1 byte');
  expect(sizeText(225, 'en')).toBe('225 bytes');
  expect(sizeText(1_250_000, 'de')).toBe('1,3 MB');
  expect(sizeText(999_700, 'en')).toBe('1 MB');
  expect(sizeText(25_000_000, 'en')).toBe('25 MB');
});

test('only what was recorded here is a voice message', () => {
  expect(isVoice('voice-2026-11-29-071500.m4a', null)).toBe(true);
  expect(isVoice('voice-over.m4a', null)).toBe(false);
  expect(isVoice('voice-2026-11-29-071500.pdf', 'application/pdf')).toBe(false);
  expect(isVoice('voice-2026-11-29-071500.weba', 'video/webm')).toBe(true);
});
