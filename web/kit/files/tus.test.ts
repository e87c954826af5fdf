import { afterEach, expect, test, vi } from 'vitest';
import type { Api } from '../api';
import { TusTransport } from './tus';

afterEach(() => vi.unstubAllGlobals());

/** XMLHttpRequest as far as the tus client needs it; the test answers. */
class Asked {
  static all: Asked[] = [];
  status = 0;
  responseText = '';
  upload = {};
  onload: (() => void) | null = null;
  aborted = false;
  method = '';
  private headers: Record<string, string> = {};

  open(method: string): void {
    this.method = method;
    Asked.all.push(this);
  }
  setRequestHeader(): void {}
  send(): void {}
  abort(): void {
    this.aborted = true;
  }
  getResponseHeader(name: string): string | null {
    return this.headers[name.toLowerCase()] ?? null;
  }
  answer(status: number, headers: Record<string, string>): void {
    this.status = status;
    this.headers = headers;
    this.onload?.();
  }
}

test('an upload that is given up before its address is here is forgotten when it comes', async () => {
  Asked.all = [];
  vi.stubGlobal('XMLHttpRequest', Asked);
  const deleted: string[] = [];
  const api = {
    server: 'https://parley.example',
    tokens: { get: async () => 'token', renew: async () => 'token' },
    delete: async (path: string) => void deleted.push(path),
  } as unknown as Api;
  const transport = new TusTransport(api, () => 'bea');
  const load = { conversation: 'c1', file: new File(['some bytes'], 'a.txt'), name: 'a.txt' };
  const carriage = transport.carry(load, { progress: vi.fn(), done: vi.fn(), failed: vi.fn() });
  carriage.start();
  await vi.waitFor(() => expect(Asked.all.map(({ method }) => method)).toEqual(['POST']));
  carriage.drop();
  expect(deleted).toEqual([]);
  expect(Asked.all[0]?.aborted).toBe(false);
  Asked.all[0]?.answer(201, { location: 'https://parley.example/v1/uploads/up-1' });
  await vi.waitFor(() => expect(deleted).toEqual(['/v1/uploads/up-1']));
  expect(Asked.all.filter(({ method }) => method === 'PATCH')).toEqual([]);
});
