import type { Begun } from './outbox';
import type { ConversationRow } from './wire';

/** A thread whose first message still waits, as a row among the stored ones. Its id is its place, for example `listing:123`. */
export function rowOf({ place, contact: { vendor, subject }, last }: Begun, person: string): ConversationRow {
  return {
    id: place,
    state: 'open',
    subject,
    topic: null,
    party: 'buyer',
    with: { party: 'vendor', ...vendor, online: false, lastSeenAt: null },
    lastSeq: 0,
    revision: 0,
    last: {
      seq: 0,
      author: { party: 'buyer', id: person, name: '', agentId: null, agentName: null },
      kind: 'text',
      text: last.text.slice(0, 160),
      event: null,
      at: last.at,
      unsent: false,
      files: last.files?.length ?? 0,
    },
    unread: 0,
    readSeq: 0,
    theirReadSeq: 0,
    theirDeliveredSeq: 0,
    owesSince: null,
    feed: 0,
    at: last.at,
    mergedInto: null,
  };
}

/** Whether this stored row is what `begun` became. */
export function became(
  row: ConversationRow,
  { contact: { vendor, subject } }: Pick<Begun, 'contact'>,
): boolean {
  return row.with.id === vendor.id && row.subject?.kind === subject.kind && row.subject.id === subject.id;
}
