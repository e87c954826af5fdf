import type { Session } from '../session';
import { settings } from '../settings';

/** The host's page of preferences, for this role and perhaps one thread; null where the host named none. */
export function pageOf({ as }: Session, conversation?: string): string | null {
  const { preferencesUrl } = settings();
  if (!preferencesUrl) return null;
  const address = new URL(preferencesUrl, location.href);
  address.searchParams.set('as', as);
  if (conversation) address.searchParams.set('conversation', conversation);
  return address.href;
}
