import type { DeskRow } from './desk/wire';
import { Listeners } from './listeners';
import type { ConversationRow, ConversationView, Message, MessagePush, PresencePush, ReadPush } from './wire';

/** Every conversation this page knows, the newest state of each. Applying the same thing twice changes nothing. */
export class Rows {
  readonly changed = new Listeners<ConversationRow | null>();
  private readonly byId = new Map<string, ConversationRow>();
  /** The feed number each row was last answered whole at; pushes since then brought only parts of it further. */
  private readonly wholeAt = new Map<string, number>();

  get(id: string): ConversationRow | undefined {
    return this.byId.get(id);
  }

  get any(): boolean {
    return this.byId.size > 0;
  }

  all(): ConversationRow[] {
    return [...this.byId.values()];
  }

  /** Takes a row unless a later answer is here already; what pushes have brought further since stays. */
  put(row: ConversationRow): ConversationRow {
    const held = this.byId.get(row.id);
    if (held && (this.wholeAt.get(row.id) ?? 0) > row.feed) return held;
    this.wholeAt.set(row.id, row.feed);
    return this.set(held ? { ...held, ...row, ...furtherParts(held, row) } : row);
  }

  view(id: string): ConversationView | undefined {
    const row = this.byId.get(id);
    return row && 'canWrite' in row ? (row as ConversationView) : undefined;
  }

  message(push: MessagePush): void {
    if (push.conversation) this.put(push.conversation);
    const row = this.byId.get(push.conversationId);
    if (!row || (row.feed > push.feed && row.lastSeq >= push.lastSeq)) return;
    const next = withMessage(row, push.message);
    next.lastSeq = Math.max(next.lastSeq, push.lastSeq);
    // What is here counts later events already, or what was read since the same push came the first time.
    if (push.feed <= row.feed) return void this.set(next);
    this.set({ ...next, feed: push.feed, unread: push.unread });
  }

  /** A message this page sent or changed itself and has the answer for. */
  own(message: Message): void {
    const row = this.byId.get(message.conversationId);
    if (row) this.set(withMessage(row, message));
  }

  read(push: ReadPush): void {
    const row = this.byId.get(push.conversationId);
    if (!row) return;
    const feed = Math.max(row.feed, push.feed);
    if (push.party === row.party) {
      const readSeq = Math.max(row.readSeq, push.readSeq);
      const unread = push.feed > row.feed ? (push.unread ?? row.unread) : row.unread;
      this.set({ ...row, feed, readSeq, unread });
    } else {
      const theirReadSeq = Math.max(row.theirReadSeq, push.readSeq);
      const theirDeliveredSeq = Math.max(row.theirDeliveredSeq, push.deliveredSeq, theirReadSeq);
      this.set({ ...row, feed, theirReadSeq, theirDeliveredSeq });
    }
  }

  /** The answer to a read mark. When the push of it was here first, that one's count and what came after it stand. */
  ownRead(id: string, readSeq: number, unread: number): void {
    const row = this.byId.get(id);
    if (row && readSeq > row.readSeq) this.set({ ...row, readSeq, unread });
  }

  presence(push: PresencePush): void {
    for (const row of this.byId.values()) {
      if (row.with.party !== push.party || row.with.id !== push.id) continue;
      this.set({ ...row, with: { ...row.with, online: push.online, lastSeenAt: push.lastSeenAt } });
    }
  }

  /** It is no longer this person's to see. */
  lose(id: string): void {
    this.byId.delete(id);
    this.wholeAt.delete(id);
  }

  forget(): void {
    this.byId.clear();
    this.wholeAt.clear();
    this.changed.tell(null);
  }

  private set(row: ConversationRow): ConversationRow {
    this.byId.set(row.id, row);
    this.changed.tell(row);
    return row;
  }
}

/** What later pushes have already said of a row that is now answered as of an earlier moment. */
function furtherParts(held: ConversationRow, row: ConversationRow): Partial<ConversationRow> {
  if (held.feed <= row.feed) return {};
  const { feed, readSeq, theirReadSeq, theirDeliveredSeq, lastSeq, last, at, unread, owesSince } = held;
  const reading = { feed, readSeq, theirReadSeq, theirDeliveredSeq };
  return lastSeq < row.lastSeq ? reading : { ...reading, lastSeq, last, at, unread, owesSince };
}

/** A copy of the row after a message came or changed. */
function withMessage(row: ConversationRow, message: Message): ConversationRow {
  const last = row.last;
  if (last && message.seq < last.seq) return { ...row };
  const isNew = !last || message.seq > last.seq;
  const next: ConversationRow = {
    ...row,
    lastSeq: Math.max(row.lastSeq, message.seq),
    at: isNew ? message.at : row.at,
    last: {
      seq: message.seq,
      author: message.author,
      kind: message.kind,
      text: message.text?.slice(0, 160) ?? null,
      event: message.event,
      at: message.at,
      unsent: message.unsentAt !== null,
    },
  };
  if (isNew && row.party === 'vendor' && message.kind === 'text') {
    next.owesSince = message.author.party === 'buyer' ? (row.owesSince ?? message.at) : null;
  }
  if (isNew && message.author.party === 'buyer' && message.kind === 'text') comesBack(next);
  return next;
}

/** A buyer's words bring a thread that was put away back to the team's inbox, as they do on the server. */
function comesBack(row: DeskRow): void {
  const { filing } = row;
  if (filing?.place === 'snoozed' || filing?.place === 'archived')
    row.filing = { ...filing, place: 'inbox', snoozedUntil: null };
}
