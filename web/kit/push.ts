import type { Api } from './api';
import { leavePush, ownEndpoint, ownPush, pushOwner } from './push-owner';
import { keepRecord } from './push-record';
import { settings } from './settings';

/**
 * `unsupported`: this browser cannot, the page names no service worker, or the operator has not set it up.
 * `denied`: the person told the browser no, and only they can take that back, in its settings.
 */
export type PushState = 'unsupported' | 'denied' | 'off' | 'on';

/** Notifications of this browser for one person. */
export class Push {
  private key: string | null = null;

  constructor(
    private readonly api: Api,
    private readonly person: string,
  ) {}

  /** How it is. What this browser holds and the server may have lost, or holds no more, is told anew. */
  async state(): Promise<PushState> {
    if (!canPush() || !(await this.ask())) return 'unsupported';
    if (Notification.permission === 'denied') return 'denied';
    if (pushOwner()?.person !== this.person || Notification.permission !== 'granted') return 'off';
    return this.subscribe();
  }

  /** Asks the person, by the browser's own question, and then subscribes. To be called from a click: browsers want that. */
  async turnOn(): Promise<PushState> {
    if (!canPush()) return 'unsupported';
    const answer = await Notification.requestPermission();
    if (answer !== 'granted') return answer === 'denied' ? 'denied' : 'off';
    if (!(await this.ask())) return 'unsupported';
    await leavePush(this.person);
    return this.subscribe();
  }

  async turnOff(): Promise<PushState> {
    const subscription = await (await registration())?.pushManager.getSubscription();
    if (subscription)
      await this.api.delete('/v1/push/subscriptions', { body: { endpoint: subscription.endpoint } });
    await leavePush('');
    return 'off';
  }

  private async ask(): Promise<boolean> {
    this.key ??= (await this.api.get<{ key: string | null }>('/v1/push/key')).key;
    return this.key !== null;
  }

  private async subscribe(): Promise<PushState> {
    const worker = await navigator.serviceWorker.register(settings().pushWorker ?? '');
    await active(worker);
    const key = bytesOf(this.key ?? '');
    let subscription = await worker.pushManager.getSubscription();
    if (subscription && !same(subscription.options.applicationServerKey, key)) {
      if (subscription.endpoint !== (await ownEndpoint())) return 'unsupported'; // the host's own; a worker has but one
      await subscription.unsubscribe(); // made for a key that the server has no more
      subscription = null;
    }
    subscription ??= await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
    const told = subscription.toJSON();
    await this.api.put('/v1/push/subscriptions', told);
    const { endpoint } = subscription;
    ownPush({ person: this.person, endpoint });
    await keepRecord({ server: this.api.server, endpoint, auth: told.keys?.auth ?? '', key: this.key ?? '' });
    return 'on';
  }
}

function canPush(): boolean {
  return (
    Boolean(settings().pushWorker) &&
    'serviceWorker' in navigator &&
    'PushManager' in globalThis &&
    'Notification' in globalThis
  );
}

function registration(): Promise<ServiceWorkerRegistration | undefined> {
  return navigator.serviceWorker.getRegistration(settings().pushWorker ?? '');
}

/** A worker that was just registered cannot subscribe yet. */
async function active(worker: ServiceWorkerRegistration): Promise<void> {
  const coming = worker.active ? null : (worker.installing ?? worker.waiting);
  if (!coming) return;
  await new Promise<void>((done, fail) => {
    const look = () => {
      if (coming.state === 'activated') done();
      else if (coming.state === 'redundant') fail(new Error('The service worker could not start.'));
    };
    coming.addEventListener('statechange', look);
    look();
  });
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
}

function same(one: ArrayBuffer | null, other: Uint8Array): boolean {
  const bytes = new Uint8Array(one ?? new ArrayBuffer(0));
  return bytes.length === other.length && bytes.every((byte, i) => byte === other[i]);
}
