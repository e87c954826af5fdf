import type { AddressOffList } from '../kit/notices/wire';
import type { Session } from '../kit/session';
import { loadPreferences } from './load-desk';

const idleMs = 2_000;

/** Once an address of this person does not work, what says so is loaded. Mostly it fails while they are away, so it is asked for when they come. */
export function heedAddresses(session: Session): () => void {
  const timer = setTimeout(() => {
    session.api.get<AddressOffList>('/v1/notices/addresses-off', { tries: 1 }).then(
      ({ items }) => items.length > 0 && loadPreferences(),
      () => undefined,
    );
  }, idleMs);
  const deaf = session.live.heard.add(([target]) => {
    if (target === 'address-off') void loadPreferences();
  });
  return () => {
    clearTimeout(timer);
    deaf();
  };
}
