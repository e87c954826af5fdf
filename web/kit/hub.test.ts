import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Hub } from './hub';

class Socket {
  static last: Socket;
  static readonly OPEN = 1;
  readyState = 1;
  sent: string[] = [];
  onopen = () => {};
  onclose = () => {};
  onmessage = (_: { data: string }) => {};
  constructor() {
    Socket.last = this;
  }
  send(record: string): void {
    this.sent.push(record);
  }
  close(): void {
    this.readyState = 3;
    this.onclose();
  }
  says(...records: object[]): void {
    this.onmessage({ data: records.map(r => `${JSON.stringify(r)}\u001e`).join('') });
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', Socket);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function opened() {
  const pushes: [string, unknown][] = [];
  const hub = new Hub('ws://shop.example', (target, argument) => pushes.push([target, argument]));
  const open = hub.open();
  Socket.last.onopen();
  return { hub, open, socket: Socket.last, pushes };
}

test('is open when the server says ready, not when it only answers the handshake', async () => {
  const { open, socket, pushes } = opened();
  let is: boolean | undefined;
  void open.then(ok => {
    is = ok;
  });
  socket.says({});
  await Promise.resolve();
  expect(is).toBeUndefined();
  socket.says({ type: 1, target: 'ready', arguments: [] }, { type: 1, target: 'read', arguments: [7] });
  expect(await open).toBe(true);
  expect(pushes).toEqual([['read', 7]]);
});

test('is not open when the server refuses the handshake', async () => {
  const { open, socket } = opened();
  socket.says({ error: 'no' });
  expect(await open).toBe(false);
});

test('closes a line on which nothing was heard, and keeps one on which the server pings', async () => {
  const { hub, socket } = opened();
  let isClosed = false;
  void hub.closed.then(() => {
    isClosed = true;
  });
  for (let i = 0; i < 10; i++) {
    socket.says({ type: 6 });
    await vi.advanceTimersByTimeAsync(40_000);
  }
  expect(isClosed).toBe(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(isClosed).toBe(true);
});

test('tells the server once a minute that it is there', async () => {
  const { socket } = opened();
  for (let i = 0; i < 6; i++) {
    socket.says({ type: 6 });
    await vi.advanceTimersByTimeAsync(20_000);
  }
  expect(socket.sent.filter(record => record.includes('"type":6'))).toHaveLength(2);
});
