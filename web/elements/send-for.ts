import type { Session } from '../kit/session';
import { borrowSession } from '../kit/sessions';

const busy = new Set<Session>();

/** Keeps the element's session until all that waits has gone out, though nothing of it is shown here. */
export async function sendFor(element: Element): Promise<void> {
  const borrowed = borrowSession(element);
  if (!borrowed) return;
  const { session, release } = borrowed;
  if (busy.has(session)) return release();
  busy.add(session);
  const end = () => {
    busy.delete(session);
    release();
  };
  try {
    await session.start();
  } catch {
    return end();
  }
  const { outbox } = session;
  const look = () => {
    if (outbox?.waits) return;
    stop?.();
    end();
  };
  const stop = outbox?.changed.add(look);
  look();
}
