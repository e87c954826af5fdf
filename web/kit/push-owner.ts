import { keep, recall } from './storage';

const place = 'parley-push';

/** Whose notifications this browser shows, and by which of its subscriptions: a host may have one of its own. */
interface Owner {
  person: string;
  endpoint: string;
}

export const pushOwner = (): Owner | null => recall<Owner>(place);

export const ownPush = (owner: Owner): void => keep(place, owner);

/**
 * A browser shows the notifications of one person only: whoever turned them on, while they are signed in. When somebody else
 * comes, or nobody is signed in any more, it is unsubscribed, and the push service takes nothing for it from then on.
 */
export async function leavePush(person: string): Promise<void> {
  const owner = pushOwner();
  if (owner === null || owner.person === person) return;
  keep(place, null);
  for (const worker of (await navigator.serviceWorker?.getRegistrations().catch(() => [])) ?? []) {
    const subscription = await worker.pushManager?.getSubscription().catch(() => null);
    if (subscription?.endpoint === owner.endpoint) await subscription.unsubscribe().catch(() => false);
  }
}
