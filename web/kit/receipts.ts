import type { Author, ConversationRow, Message } from './wire';

export type Receipt = 'queued' | 'sending' | 'sent' | 'delivered' | 'read' | 'failed';

const editableMs = 15 * 60_000;

/** How far a message of the reader's own side has come. */
export function receiptOf(seq: number, row: ConversationRow): Receipt {
  if (seq <= row.theirReadSeq) return 'read';
  return seq <= row.theirDeliveredSeq ? 'delivered' : 'sent';
}

/** How many messages wait to be read; the newest does not when it was unsent or removed, for nothing of it is left to read. */
export function unreadOf({ unread, last, party, readSeq }: ConversationRow): number {
  const gone = (last?.unsent || last?.removedAt) && last.author.party !== party && last.seq > readSeq;
  return gone ? Math.max(0, unread - 1) : unread;
}

/** Written by this very person, not by a colleague. */
export function isBy(author: Author, person: string): boolean {
  return (author.agentId ?? author.id) === person;
}

/** The author may change or take back a message for fifteen minutes. */
export function canChange(message: Message, person: string, now = Date.now()): boolean {
  const fresh = now - Date.parse(message.at) < editableMs;
  return (
    fresh &&
    message.kind === 'text' &&
    !message.unsentAt &&
    !message.removed &&
    !message.erased &&
    isBy(message.author, person)
  );
}
