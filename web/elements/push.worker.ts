/**
 * Shows what the server pushes, and opens the thread it is about. A host's service worker takes it in with
 * `importScripts('https://chat.example/elements/parley-push.js')`. It calls nobody, keeps nothing, and leaves alone every push
 * and every notification that is not ours.
 */
import { readNotice, shown } from '../kit/push-notice';

interface Page {
  url: string;
  focus(): Promise<Page>;
}

interface Later extends Event {
  waitUntil(work: Promise<unknown>): void;
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
  if (notification.data.url) waitUntil.call(event, open(notification.data.url));
});

/** To the page that shows it already, else to a new one. */
async function open(url: string): Promise<unknown> {
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const there = pages.find(page => page.url === new URL(url).href);
  return there ? there.focus() : worker.clients.openWindow(url);
}

/** On the icon of the host's app, where there is one. */
async function count(unread: number): Promise<void> {
  try {
    await (unread > 0 ? worker.navigator.setAppBadge?.(unread) : worker.navigator.clearAppBadge?.());
  } catch {
    // The notification matters more.
  }
}
