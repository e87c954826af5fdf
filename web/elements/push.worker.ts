/**
 * Shows what the server pushes, and opens the thread it is about. A host's service worker takes it in with
 * `importScripts('https://chat.example/elements/parley-push.js')`. It calls nobody but the server, and that only when the push service
 * gave this browser another address; it leaves alone every push, notification and subscription that is not ours.
 */
import { readNotice, shown } from '../kit/push-notice';
import { keepRecord, recallRecord } from '../kit/push-record';

interface Page {
  url: string;
  focus(): Promise<Page>;
}

interface Later extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Change {
  oldSubscription: PushSubscription | null;
  newSubscription: PushSubscription | null;
}

interface Worker extends EventTarget {
  registration: ServiceWorkerRegistration;
  navigator: Navigator;
  clients: {
    matchAll(of: { type: 'window'; includeUncontrolled: boolean }): Promise<Page[]>;
    openWindow(url: string): Promise<unknown>;
  };
}

const worker = globalThis as unknown as Worker;

worker.addEventListener('push', event => {
  const push = event as Later & { data: { text(): string } | null };
  const notice = readNotice(push.data?.text());
  if (!notice) return;
  const { title, options } = shown(notice);
  push.waitUntil(Promise.all([worker.registration.showNotification(title, options), count(notice.unread)]));
});

worker.addEventListener('notificationclick', event => {
  const { notification, waitUntil } = event as Later & { notification: Notification };
  if (notification.data?.parley !== 1) return;
  notification.close();
  waitUntil.call(event, open(notification.data.url));
});

worker.addEventListener('pushsubscriptionchange', event => {
  const change = event as Later & Change;
  change.waitUntil(renew(change));
});

/** To the page that shows it already, else to a new one. Where the operator did not say what leads to the thread, to the shop. */
async function open(url: string): Promise<unknown> {
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const there = url ? pages.find(page => page.url === new URL(url).href) : pages[0];
  return there ? there.focus() : worker.clients.openWindow(url || worker.registration.scope);
}

/** The server goes on under the new address: who knows the former one and its secret is this browser. */
async function renew({ oldSubscription, newSubscription }: Change): Promise<void> {
  const record = await recallRecord();
  if (!record || (oldSubscription && oldSubscription.endpoint !== record.endpoint)) return;
  const { server, endpoint, auth, key } = record;
  const wanted = { userVisibleOnly: true, applicationServerKey: key };
  const made = newSubscription ?? (await worker.registration.pushManager.subscribe(wanted));
  const subscription = made.toJSON();
  const answer = await fetch(`${server}/v1/push/subscriptions/renewal`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${auth}` },
    body: JSON.stringify({ endpoint, subscription }),
    credentials: 'omit',
  });
  if (answer.ok)
    await keepRecord({ server, endpoint: made.endpoint, auth: subscription.keys?.auth ?? '', key });
}

/** On the icon of the host's app, where there is one. */
async function count(unread: number): Promise<void> {
  try {
    await (unread > 0 ? worker.navigator.setAppBadge?.(unread) : worker.navigator.clearAppBadge?.());
  } catch {
    // The notification matters more.
  }
}
