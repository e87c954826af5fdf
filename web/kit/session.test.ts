import { afterEach, expect, test, vi } from 'vitest';
import { later } from './samples';
import { Session } from './session';
import { TokenSource } from './token';

afterEach(() => void vi.unstubAllGlobals());

/** Of the hub only that it never answers matters here. */
class SilentSocket {
  close() {}
}

function session() {
  vi.stubGlobal('WebSocket', SilentSocket);
  const token = later<string>();
  return {
    session: new Session('https://chat.example', new TokenSource(() => token.promise), 'buyer'),
    token,
  };
}

test('a session that several elements start has one outbox', async () => {
  const { session: shared, token } = session();
  const told = vi.fn();
  shared.changed.add(told);
  const starts = [shared.start(), shared.start()];
  token.resolve('x');
  await Promise.all(starts);
  expect(shared.outbox).not.toBeNull();
  expect(told).toHaveBeenCalledTimes(1);
  shared.stop();
});

test('a session that ended before it knew its person sends nothing', async () => {
  const { session: shared, token } = session();
  const start = shared.start();
  shared.stop();
  token.resolve('x');
  await start;
  expect(shared.outbox).toBeNull();
});
