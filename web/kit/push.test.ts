import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Api } from './api';
import { Push } from './push';
import { leavePush, pushOwner } from './push-owner';
import { configure } from './settings';
import { TokenSource } from './token';

const key = btoa('a key');

/** A browser with one service worker, as far as notifications go. */
class Browser {
  permission: NotificationPermission = 'default';
  answer: NotificationPermission = 'granted';
  subscription: {
    endpoint: string;
    options: object;
    toJSON(): object;
    unsubscribe(): Promise<boolean>;
  } | null = null;
  made = 0;
  asked: string[] = [];
  serverKey: string | null = key;

  readonly registration = {
    active: {},
    pushManager: {
      getSubscription: async () => this.subscription,
      subscribe: async (options: { applicationServerKey: Uint8Array }) =>
        this.subscribe(options.applicationServerKey),
    },
  };

  subscribe(serverKey: Uint8Array, endpoint = `https://push.example/${++this.made}`) {
    this.subscription = {
      endpoint,
      options: { applicationServerKey: Uint8Array.from(serverKey).buffer },
      toJSON: () => ({ endpoint, expirationTime: null, keys: { p256dh: 'p', auth: 'a' } }),
      unsubscribe: async () => {
        this.subscription = null;
        return true;
      },
    };
    return this.subscription;
  }

  install() {
    const browser = this;
    vi.stubGlobal('PushManager', class {});
    vi.stubGlobal('Notification', {
      get permission() {
        return browser.permission;
      },
      requestPermission: async () => {
        browser.permission = browser.answer;
        return browser.answer;
      },
    });
    Object.defineProperty(navigator, 'serviceWorker', {
      configurable: true,
      value: {
        register: async () => browser.registration,
        getRegistration: async () => browser.registration,
        getRegistrations: async () => [browser.registration],
      },
    });
    vi.stubGlobal('fetch', async (address: string, { method, body }: RequestInit) => {
      browser.asked.push(`${method} ${new URL(address).pathname} ${body ?? ''}`.trim());
      return method === 'GET'
        ? new Response(JSON.stringify({ key: browser.serverKey }))
        : new Response(null, { status: 204 });
    });
  }
}

let browser: Browser;

beforeEach(() => {
  localStorage.clear();
  browser = new Browser();
  browser.install();
  configure({ pushWorker: '/sw.js' });
});

afterEach(() => vi.unstubAllGlobals());

const tokenOf = (sub: string) => `h.${btoa(JSON.stringify({ sub, exp: Date.now() / 1000 + 900 }))}.s`;
const pushOf = (person: string) =>
  new Push(new Api('https://chat.example', new TokenSource(async () => tokenOf(person))), person);

test('turned on, the server knows the subscription; turned off, neither server nor browser does', async () => {
  const push = pushOf('ana');
  expect(await push.state()).toBe('off');
  expect(await push.turnOn()).toBe('on');
  expect(browser.asked.at(-1)).toBe(
    'PUT /v1/push/subscriptions {"endpoint":"https://push.example/1","expirationTime":null,"keys":{"p256dh":"p","auth":"a"}}',
  );
  expect(await push.state()).toBe('on');
  expect(await push.turnOff()).toBe('off');
  expect(browser.asked.at(-1)).toBe('DELETE /v1/push/subscriptions {"endpoint":"https://push.example/1"}');
  expect([browser.subscription, pushOwner(), await push.state()]).toEqual([null, null, 'off']);
});

test('who says no is not subscribed, and it is told that only the browser can take that back', async () => {
  browser.answer = 'denied';
  const push = pushOf('ana');
  expect(await push.turnOn()).toBe('denied');
  expect(await push.state()).toBe('denied');
  expect(browser.subscription).toBeNull();
});

test('without a worker of the page, or without a key of the server, there is none', async () => {
  browser.serverKey = null;
  expect(await pushOf('ana').state()).toBe('unsupported');
  configure({ pushWorker: '' });
  expect(await pushOf('ana').turnOn()).toBe('unsupported');
});

test('who signs in after another, or out, takes nothing of theirs', async () => {
  await pushOf('ana').turnOn();
  await new TokenSource(async () => tokenOf('ana')).get();
  expect(browser.subscription).not.toBeNull();
  await new TokenSource(async () => tokenOf('ben')).get();
  await vi.waitFor(() => expect(browser.subscription).toBeNull());
  expect(await pushOf('ben').state()).toBe('off');
  await pushOf('ben').turnOn();
  await new TokenSource(async () => null).get().catch(() => undefined);
  await vi.waitFor(() => expect(browser.subscription).toBeNull());
});

test("a host's own subscription is left alone, also when ours ends", async () => {
  browser.subscribe(new Uint8Array([9]), 'https://push.example/of-the-host');
  expect(await pushOf('ana').turnOn()).toBe('unsupported');
  localStorage.setItem('parley-push', JSON.stringify({ person: 'ana', endpoint: 'https://push.example/1' }));
  await leavePush('');
  expect(browser.subscription?.endpoint).toBe('https://push.example/of-the-host');
});

test('a subscription made for a former key, or lost by the browser, is made anew', async () => {
  const push = pushOf('ana');
  await push.turnOn();
  browser.serverKey = btoa('another key');
  expect(await pushOf('ana').state()).toBe('on');
  expect(browser.subscription?.endpoint).toBe('https://push.example/2');
  browser.subscription = null;
  expect(await pushOf('ana').state()).toBe('on');
  expect(pushOwner()?.endpoint).toBe('https://push.example/3');
});
