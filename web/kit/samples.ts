import { filingOf } from './desk/folders';
import type { DeskRow, Filing } from './desk/wire';
import type { Author, ConversationRow, Message, SubjectCard } from './wire';

/** Small, whole wire objects for the unit tests. */
export const buyer: Author = { party: 'buyer', id: 'ana', name: 'Ana', agentId: null, agentName: null };
export const vendor: Author = { party: 'vendor', id: 'mira', name: 'Mira', agentId: null, agentName: null };

export const card: SubjectCard = {
  kind: 'listing',
  id: 'vase-7',
  title: 'Vase',
  imageUrl: null,
  url: null,
  state: null,
  amount: null,
  items: [],
  dates: [],
  vendorId: 'mira',
  gone: false,
};

export function message(seq: number, changes: Partial<Message> = {}): Message {
  return {
    conversationId: 'c1',
    seq,
    clientMessageId: `id-${seq}`,
    author: vendor,
    kind: 'text',
    text: `text ${seq}`,
    event: null,
    replyTo: null,
    at: new Date(Date.UTC(2026, 10, 23, 10, seq)).toISOString(),
    editedAt: null,
    unsentAt: null,
    erased: false,
    revision: 0,
    reactions: [],
    attachments: [],
    ...changes,
  };
}

export function row(changes: Partial<ConversationRow> = {}): ConversationRow {
  return {
    id: 'c1',
    state: 'open',
    subject: null,
    topic: null,
    party: 'buyer',
    with: { party: 'vendor', id: 'mira', name: 'Mira', avatarUrl: null, online: false, lastSeenAt: null },
    lastSeq: 3,
    revision: 0,
    last: null,
    unread: 0,
    readSeq: 3,
    theirReadSeq: 0,
    theirDeliveredSeq: 0,
    owesSince: null,
    feed: 1,
    at: '2026-11-23T10:03:00Z',
    mergedInto: null,
    ...changes,
  };
}

/** An answer that the test gives when it wants to. */
export function later<T>() {
  let resolve!: (value: T) => void;
  let reject!: (why: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** A vendor's row as the team files it. */
export function deskRow({
  filing,
  ...changes
}: Partial<Omit<DeskRow, 'filing'>> & { filing?: Partial<Filing> } = {}): DeskRow {
  return { ...row({ party: 'vendor', ...changes }), filing: { ...filingOf(row()), ...filing } };
}
