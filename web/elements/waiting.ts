import { connectionOf, hooks } from '../kit/settings';
import { ownerOf, Unsent } from '../kit/unsent';
import { loadParley } from './load-parley';

/** What was written on another page and could not go out yet: the big bundle is loaded to send it from this one. */
export async function sendWhatWaits(element: Element): Promise<void> {
  const connection = connectionOf(element);
  if (!connection) return;
  const person = await connection.tokens.person();
  const owner = ownerOf(connection.server, person, element.getAttribute('as') ?? 'buyer');
  if (new Unsent(owner).anyQueued && (await loadParley())) hooks().send?.(element);
}
