import { keepRecord, recallRecord } from './push-record';
import { keep, recall } from './storage';

const place = 'parley-push';

/** Whose notifications this browser shows, and by which of its subscriptions: a host may have one of its own. */
interface Owner {
  person: string;
  endpoint: string;
}

export const pushOwner = (): Owner | null => recall<Owner>(place);

export const ownPush = (owner: Owner): void => keep(place, owner);

/** As the service worker knows it, where a push service gave it another address since. */
export async function ownEndpoint(): Promise<string | undefined> {
  return pushOwner() === null ? undefined : ((await recallRecord())?.endpoint ?? pushOwner()?.endpoint);
}

/**
 * A browser shows the notifications of one person only: whoever turned them on, while they are signed in. When somebody else
 * comes, or nobody is signed in any more, it is unsubscribed, and the push service takes nothing for it from then on.
 */
export async function leavePush(person: string): Promise<void> {
  const owner = pushOwner();
  if (owner === null || owner.person === person) return;
  const endpoints = [owner.endpoint, await ownEndpoint()];
  keep(place, null);
  await keepRecord(null);
  for (const worker of (await navigator.serviceWorker?.getRegistrations().catch(() => [])) ?? []) {
    const subscription = await worker.pushManager?.getSubscription().catch(() => null);
    if (subscription && endpoints.includes(subscription.endpoint))
      await subscription.unsubscribe().catch(() => false);
  }
}
