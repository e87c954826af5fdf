import { afterEach, expect, test, vi } from 'vitest';
import { Api } from './api';
import { Unreachable } from './problem';
import { TokenSource } from './token';

afterEach(() => void vi.unstubAllGlobals());

function answers(...list: (Response | Error)[]) {
  const fetch = vi.fn(async (_url: string, _init: RequestInit) => {
    const next = list.shift();
    if (!next || next instanceof Error) throw next ?? new Error('no answer left');
    return next;
  });
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

const json = (body: unknown, status = 200, headers = {}) =>
  new Response(JSON.stringify(body), { status, headers });
const authorization = (call: [string, RequestInit]) =>
  (call[1].headers as Record<string, string>).Authorization;

function api() {
  let n = 0;
  return new Api('https://chat.example', new TokenSource(async () => `token-${++n}`));
}

test('a refused token is renewed once and the call repeated', async () => {
  const fetch = answers(json({ type: '/problems/token-expired' }, 401), json({ ok: true }));
  expect(await api().get('/v1/me')).toEqual({ ok: true });
  expect(fetch.mock.calls.map(authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
});

test('a token that stays refused is a refusal, not a loop', async () => {
  const fetch = answers(
    json({ type: '/problems/unauthenticated' }, 401),
    json({ type: '/problems/unauthenticated' }, 401),
  );
  await expect(api().get('/v1/me')).rejects.toMatchObject({ code: 'unauthenticated', status: 401 });
  expect(fetch).toHaveBeenCalledTimes(2);
});

test('a problem comes with its code and its sentence', async () => {
  answers(json({ type: '/problems/edit-window-over', detail: 'Too late to edit.' }, 409));
  await expect(api().put('/v1/x')).rejects.toMatchObject({
    name: 'Refusal',
    code: 'edit-window-over',
    status: 409,
    message: 'Too late to edit.',
  });
});

test('a busy server is asked again after the time it named', async () => {
  answers(json({ type: '/problems/overloaded' }, 503, { 'Retry-After': '0.05' }), json(1));
  expect(await api().get('/v1/x')).toBe(1);
});

test('a network that stays away is unreachable in the end', async () => {
  answers(new TypeError('network'), new TypeError('network'));
  await expect(api().get('/v1/x', { tries: 2 })).rejects.toBeInstanceOf(Unreachable);
});

test('an answer without a body is fine', async () => {
  answers(new Response(null, { status: 204 }));
  expect(await api().put('/v1/x', {})).toBeUndefined();
});
