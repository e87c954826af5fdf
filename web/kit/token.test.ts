import { expect, test, vi } from 'vitest';
import { Unreachable } from './problem';
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

test('a host that says nobody is signed in refuses like the server would, until somebody is', async () => {
  let token: string | null = null;
  const tokens = new TokenSource(async () => token);
  await expect(tokens.get()).rejects.toMatchObject({ name: 'Refusal', status: 401 });
  expect(tokens.signedOut).toBe(true);
  token = jwt({ sub: 'ana', exp: inSeconds(900) });
  expect(await tokens.get()).toBe(token);
  expect(tokens.signedOut).toBe(false);
});

test('a host that cannot answer is out of reach, and nobody is signed out by that', async () => {
  const tokens = new TokenSource(async () => Promise.reject(new Error('500')));
  await expect(tokens.get()).rejects.toBeInstanceOf(Unreachable);
  expect(tokens.signedOut).toBe(false);
});
