import type { Tongue } from '../kit/i18n';
import type { Session } from '../kit/session';
import type { Author, Contact, ConversationRow } from '../kit/wire';

/** The name of a place until its first message makes it a conversation, for example `listing:123`. */
export function placeOf({ subject }: Contact): string {
  return `${subject.kind}:${subject.id}`;
}

/** The author that the server will give a message of this person: a pending one stands in the same group. */
export function ownAuthor(session: Session, row: ConversationRow | undefined, { t }: Tongue): Author {
  const view = row && session.rows.view(row.id);
  const name = view?.you.name ?? t('you');
  if (view?.party !== 'vendor') {
    return { party: 'buyer', id: session.person, name, agentId: null, agentName: null };
  }
  const { id, name: vendorName } = view.vendor;
  return { party: 'vendor', id, name: vendorName, agentId: session.person, agentName: name };
}
