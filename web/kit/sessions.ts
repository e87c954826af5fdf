import { Session } from './session';
import { connectionOf } from './settings';

const held = new Map<string, { session: Session; users: number; end?: ReturnType<typeof setTimeout> }>();

/** The session an element works in, shared by all elements with the same server, token source and role. */
export function borrowSession(element: Element): { session: Session; release(): void } | null {
  const connection = connectionOf(element);
  if (!connection) return null;
  const as = element.getAttribute('as') ?? 'buyer';
  const key = [connection.server, element.getAttribute('token-url') ?? '', as].join(' ');
  let entry = held.get(key);
  if (!entry) {
    entry = { session: new Session(connection.server, connection.tokens, as), users: 0 };
    held.set(key, entry);
  }
  const mine = entry;
  clearTimeout(mine.end);
  mine.users++;
  return { session: mine.session, release: () => release(key, mine) };
}

/** The connection outlives its last element for a moment: pages move elements about. */
function release(
  key: string,
  entry: { session: Session; users: number; end?: ReturnType<typeof setTimeout> },
): void {
  entry.users--;
  if (entry.users > 0) return;
  entry.end = setTimeout(() => {
    entry.session.stop();
    held.delete(key);
  }, 5_000);
}
