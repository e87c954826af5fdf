import { beforeAll, expect, test, vi } from 'vitest';

const place = globalThis as unknown as { clients: object; registration: object };
const pages = [{ url: 'https://shop.example/m/1', focus: vi.fn(async () => undefined) }];
const openWindow = vi.fn(async () => undefined);

beforeAll(async () => {
  place.clients = { matchAll: async () => pages, openWindow };
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

test("a click on one that leads nowhere closes it, and the host's own are left alone", async () => {
  openWindow.mockClear();
  expect(await click({ parley: 1, url: '' })).toHaveBeenCalled();
  expect(await click({ of: 'the host' })).not.toHaveBeenCalled();
  expect(await click(null)).not.toHaveBeenCalled();
  expect(openWindow).not.toHaveBeenCalled();
});
