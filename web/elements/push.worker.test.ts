import { beforeAll, expect, test, vi } from 'vitest';
import { keepRecord, recallRecord } from '../kit/push-record';

const place = globalThis as unknown as { clients: object; registration: object };
const pages = [{ url: 'https://shop.example/m/1', focus: vi.fn(async () => undefined) }];
const openWindow = vi.fn(async () => undefined);

/** The storage that page and worker share. */
class Cupboard {
  held: Response | undefined;
  open = async () => ({
    put: async (_: string, response: Response) => {
      this.held = response;
    },
    match: async () => this.held?.clone(),
  });
}

const subscription = (name: string) => ({
  endpoint: `https://push.example/${name}`,
  toJSON: () => ({
    endpoint: `https://push.example/${name}`,
    keys: { p256dh: 'p', auth: `secret of ${name}` },
  }),
});
const subscribe = vi.fn(async (_: unknown) => subscription('made'));
const fetched = vi.fn(async (_address: string, _request: RequestInit) => new Response(null, { status: 204 }));

beforeAll(async () => {
  place.clients = { matchAll: async () => pages, openWindow };
  place.registration = { scope: 'https://shop.example/', pushManager: { subscribe } };
  vi.stubGlobal('caches', new Cupboard());
  vi.stubGlobal('fetch', fetched);
  await import('./push.worker');
});

/** What a browser tells its worker when a notification is clicked. */
async function click(data: unknown): Promise<ReturnType<typeof vi.fn>> {
  const close = vi.fn();
  let work: Promise<unknown> = Promise.resolve();
  const event = Object.assign(new Event('notificationclick'), {
    notification: { data, close },
    waitUntil: (asked: Promise<unknown>) => {
      work = asked;
    },
  });
  globalThis.dispatchEvent(event);
  await work;
  return close;
}

test('a click goes to the page that shows the thread already', async () => {
  expect(await click({ parley: 1, url: 'https://shop.example/m/1' })).toHaveBeenCalled();
  expect(pages[0]?.focus).toHaveBeenCalledTimes(1);
  expect(openWindow).not.toHaveBeenCalled();
});

test('else it opens the thread', async () => {
  await click({ parley: 1, url: 'https://shop.example/m/2' });
  expect(openWindow).toHaveBeenCalledWith('https://shop.example/m/2');
});

test('one that does not say where it leads opens the shop, when no page of it is open', async () => {
  openWindow.mockClear();
  const open = pages.splice(0);
  expect(await click({ parley: 1, url: '' })).toHaveBeenCalled();
  expect(openWindow).toHaveBeenCalledWith('https://shop.example/');
  pages.push(...open);
  await click({ parley: 1, url: '' });
  expect(openWindow).toHaveBeenCalledTimes(1);
});

test("the host's own are left alone", async () => {
  openWindow.mockClear();
  expect(await click({ of: 'the host' })).not.toHaveBeenCalled();
  expect(await click(null)).not.toHaveBeenCalled();
  expect(openWindow).not.toHaveBeenCalled();
});

/** The push service gave the browser another address, or took it away. */
async function change(from: string | null, to: string | null): Promise<void> {
  let work: Promise<unknown> = Promise.resolve();
  const event = Object.assign(new Event('pushsubscriptionchange'), {
    oldSubscription: from && subscription(from),
    newSubscription: to && subscription(to),
    waitUntil: (asked: Promise<unknown>) => {
      work = asked;
    },
  });
  globalThis.dispatchEvent(event);
  await work;
}

const record = {
  server: 'https://chat.example',
  endpoint: 'https://push.example/a',
  auth: 'secret of a',
  key: 'k',
};

test('the server hears of the new address from whoever knows the former one', async () => {
  await keepRecord(record);
  await change('a', 'b');
  expect(subscribe).not.toHaveBeenCalled();
  const [address, request] = fetched.mock.calls[0] ?? [];
  expect([address, request?.method]).toEqual(['https://chat.example/v1/push/subscriptions/renewal', 'PUT']);
  expect(request?.headers).toEqual({
    'Content-Type': 'application/json',
    Authorization: `Bearer ${record.auth}`,
  });
  expect(JSON.parse(String(request?.body))).toEqual({
    endpoint: record.endpoint,
    subscription: subscription('b').toJSON(),
  });
  expect(await recallRecord()).toEqual({
    ...record,
    endpoint: 'https://push.example/b',
    auth: 'secret of b',
  });
});

test('one that was taken away is made anew, for the same key', async () => {
  await keepRecord(record);
  await change(null, null);
  expect(subscribe).toHaveBeenCalledWith({ userVisibleOnly: true, applicationServerKey: 'k' });
  expect((await recallRecord())?.endpoint).toBe('https://push.example/made');
});

test("a subscription of the host's own, or of nobody, is none of ours; one that the server refuses stays as it was", async () => {
  fetched.mockClear();
  await keepRecord(record);
  await change('of the host', 'another');
  expect(fetched).not.toHaveBeenCalled();
  fetched.mockResolvedValueOnce(new Response(null, { status: 404 }));
  await change('a', 'b');
  expect(await recallRecord()).toEqual(record);
});
