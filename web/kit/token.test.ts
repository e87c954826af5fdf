import { expect, test, vi } from 'vitest';
import { TokenSource } from './token';

function jwt(claims: object): string {
  const bytes = new TextEncoder().encode(JSON.stringify(claims));
  return `h.${btoa(String.fromCharCode(...bytes)).replace(/=+$/, '')}.s`;
}

const inSeconds = (n: number) => Math.floor(Date.now() / 1000) + n;

test('a good token is asked for once', async () => {
  const ask = vi.fn(async () => jwt({ sub: 'ana', exp: inSeconds(900) }));
  const tokens = new TokenSource(ask);
  await Promise.all([tokens.get(), tokens.get()]);
  await tokens.get();
  expect(ask).toHaveBeenCalledTimes(1);
});

test('a token about to end is renewed', async () => {
  const ask = vi.fn(async () => jwt({ sub: 'ana', exp: inSeconds(10) }));
  const tokens = new TokenSource(ask);
  await tokens.get();
  await tokens.get();
  expect(ask).toHaveBeenCalledTimes(2);
});

test('two calls refused with the same token lead to one renewal', async () => {
  let n = 0;
  const tokens = new TokenSource(async () => `token-${++n}`);
  const stale = await tokens.get();
  await tokens.renew(stale);
  expect(await tokens.renew(stale)).toBe('token-2');
});

test('the person is read from the token, in any script', async () => {
  expect(await new TokenSource(async () => jwt({ sub: 'عمر' })).person()).toBe('عمر');
});
