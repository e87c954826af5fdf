import { expect, test } from 'vitest';
import { linkify } from './linkify';

const links = (text: string) => linkify(text).flatMap(piece => (piece.href ? [piece.href] : []));

test('only http and https become links', () => {
  expect(links('javascript:alert(1) data:text/html,x ftp://a.example mailto:a@b.c www.a.example')).toEqual(
    [],
  );
  expect(links('see http://a.example and https://b.example/x?y=1#z')).toEqual([
    'http://a.example/',
    'https://b.example/x?y=1#z',
  ]);
});

test('the text comes back whole, markup and all', () => {
  const text = '<img src=x onerror=alert(1)> https://a.example/<b> "x"';
  expect(
    linkify(text)
      .map(piece => piece.text)
      .join(''),
  ).toBe(text);
});

test('the punctuation of the sentence stays outside', () => {
  expect(links('(https://a.example/b), https://a.example/c_(d).')).toEqual([
    'https://a.example/b',
    'https://a.example/c_(d)',
  ]);
});

test('an address with a user name in front of its host is no link', () => {
  expect(links('https://bank.example@evil.example/')).toEqual([]);
});

test('look-alike letters show their real host', () => {
  expect(linkify('https://аpple.com')[0]?.host).toBe('xn--pple-43d.com');
});

test('direction overrides end an address', () => {
  expect(linkify('https://a.example/\u202egnp.exe')[0]?.text).toBe('https://a.example/');
});
