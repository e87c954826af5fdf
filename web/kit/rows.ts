import type { DeskRow, Filing } from './desk/wire';
import { Listeners } from './listeners';
import type { MessagePush, PresencePush, ReadPush } from './pushes';
import type { ConversationRow, ConversationView, Message } from './wire';

/** Every conversation this page knows, the newest state of each. Applying the same thing twice changes nothing. */
export class Rows {
  readonly changed = new Listeners<ConversationRow | null>();
  /** It is no longer here to be listed. */
  readonly lost = new Listeners<string>();
  private readonly byId = new Map<string, ConversationRow>();
  /** The feed number each row was last answered whole at; pushes since then brought only parts of it further. */
  private readonly wholeAt = new Map<string, number>();
  /** What was heard of a row since it was answered whole; an answer from in between gets it again. */
  private readonly heard = new Map<string, Heard[]>();
  /** Held from before our place in the feed was lost: whether they are still so nobody knows. */
  private readonly doubted = new Set<string>();

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
    const doubted = this.doubted.delete(row.id);
    if (held && !doubted && (this.wholeAt.get(row.id) ?? 0) > row.feed) return held;
    this.wholeAt.set(row.id, row.feed);
    const later = (this.heard.get(row.id) ?? []).filter(({ feed }) => feed > row.feed);
    this.heard.set(row.id, later);
    const whole = held ? { ...held, ...row } : row;
    return this.set(later.reduce((now, { apply }) => apply(now), whole));
  }

  /** A row as this page expects the server to have it soon. */
  expect(row: ConversationRow): void {
    this.set(row);
  }

  /** Everything is to be asked for anew; until then it is not to be counted on. */
  doubt(): void {
    for (const id of this.byId.keys()) this.doubted.add(id);
    this.heard.clear();
  }

  isDoubted(id: string): boolean {
    return this.doubted.has(id);
  }

  view(id: string): ConversationView | undefined {
    const row = this.byId.get(id);
    return row && 'canWrite' in row ? (row as ConversationView) : undefined;
  }

  message(push: MessagePush): void {
    if (push.conversation) this.put(push.conversation);
    const row = this.byId.get(push.conversationId);
    if (!row || (row.feed > push.feed && row.lastSeq >= push.lastSeq)) return;
    this.hear(row, push.feed, now => withPushed(now, push));
  }

  /** A message this page sent or changed itself and has the answer for. */
  own(message: Message): void {
    const row = this.byId.get(message.conversationId);
    if (row) this.hear(row, row.feed, now => withMessage(now, message));
  }

  read(push: ReadPush): void {
    const row = this.byId.get(push.conversationId);
    if (row) this.hear(row, push.feed, now => withRead(now, push));
  }

  /** The answer to a read mark. When the push of it was here first, that one's count and what came after it stand. */
  ownRead(id: string, readSeq: number, unread: number): void {
    const row = this.byId.get(id);
    const apply: Heard['apply'] = now => (readSeq > now.readSeq ? { ...now, readSeq, unread } : now);
    if (row && readSeq > row.readSeq) this.hear(row, row.feed, apply);
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
    this.heard.delete(id);
    this.doubted.delete(id);
    this.lost.tell(id);
  }

  forget(): void {
    this.byId.clear();
    this.wholeAt.clear();
    this.heard.clear();
    this.doubted.clear();
    this.changed.tell(null);
  }

  private hear(row: ConversationRow, feed: number, apply: Heard['apply']): void {
    this.heard.set(row.id, [...(this.heard.get(row.id) ?? []), { feed, apply }].slice(-mostHeard));
    this.set(apply(row));
  }

  private set(row: ConversationRow): ConversationRow {
    this.byId.set(row.id, row);
    this.changed.tell(row);
    return row;
  }
}

/** One push, or one answer, and the change that it makes to a row. */
interface Heard {
  feed: number;
  apply(row: ConversationRow): ConversationRow;
}

/** An answer is never older than the last so many pushes of one conversation. */
const mostHeard = 20;

function withPushed(row: ConversationRow, push: MessagePush): ConversationRow {
  const next = withMessage(row, push.message);
  next.lastSeq = Math.max(next.lastSeq, push.lastSeq);
  // What is here counts later events already, or what was read since the same push came the first time.
  return push.feed <= row.feed ? next : { ...next, feed: push.feed, unread: push.unread };
}

function withRead(row: ConversationRow, push: ReadPush): ConversationRow {
  const feed = Math.max(row.feed, push.feed);
  if (push.party === row.party) {
    const readSeq = Math.max(row.readSeq, push.readSeq);
    const unread = push.feed > row.feed ? (push.unread ?? row.unread) : row.unread;
    return { ...row, feed, readSeq, unread };
  }
  const theirReadSeq = Math.max(row.theirReadSeq, push.readSeq);
  const theirDeliveredSeq = Math.max(row.theirDeliveredSeq, push.deliveredSeq, theirReadSeq);
  return { ...row, feed, theirReadSeq, theirDeliveredSeq };
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
      removedAt: message.removed?.at ?? null,
      files: message.attachments.length,
    },
  };
  if (isNew && row.party === 'vendor' && message.kind === 'text') {
    next.owesSince = message.author.party === 'buyer' ? (row.owesSince ?? message.at) : null;
    // When another answer is due only the server can tell.
    if (next.owesSince !== row.owesSince) (next as DeskRow).dueAt = null;
  }
  if (isNew && row.filing)
    next.filing = filedAfter(row.filing, message.author.party === 'buyer' && message.kind === 'text');
  return next;
}

/** A buyer's words bring a thread that was put away back to the team's inbox, as they do on the server; other lines end what is said of that. */
function filedAfter(filing: Filing, wakes: boolean): Filing {
  if (!wakes) return { ...filing, woken: 'no' };
  if (filing.place === 'snoozed') return { ...filing, place: 'inbox', snoozedUntil: null, woken: 'message' };
  return filing.place === 'archived' ? { ...filing, place: 'inbox' } : filing;
}
