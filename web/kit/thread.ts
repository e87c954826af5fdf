import type { Api } from './api';
import { Listeners } from './listeners';
import type { Rows } from './rows';
import type { ConversationRow, ConversationView, Message, MessagePage, Uuid } from './wire';

const pageSize = 50;

/** The loaded, gapless part of one conversation. Upserts by (seq, revision) may come twice and in any order. */
export class Thread {
  state: 'new' | 'loading' | 'ready' | 'failed' = 'new';
  error: unknown = null;
  messages: Message[] = [];
  hasBefore = false;
  loadingBefore = false;
  /** Where the reader had read to when the thread was opened with something unread: the "New" mark stands after it. */
  readAtOpen = 0;
  readonly changed = new Listeners();
  /** Messages of the other side that came while the thread was open. */
  readonly arrived = new Listeners<Message>();
  /** Every edit, unsend and reaction up to this revision is held. */
  private revision = 0;
  private syncing: Promise<void> | null = null;
  private again = false;
  /** What came while a page was on its way that may be older than it. */
  private early: [Message, boolean][] = [];

  constructor(
    private readonly api: Api,
    private readonly rows: Rows,
    readonly id: Uuid,
  ) {}

  /** When it began, once its first message is loaded. */
  get since(): string | null {
    return this.hasBefore ? null : (this.messages[0]?.at ?? null);
  }

  get lastSeq(): number {
    return this.messages.at(-1)?.seq ?? 0;
  }

  /** Looks at the thread anew: what came since it was last open is new again. */
  reopen(): void {
    const row = this.rows.get(this.id);
    if (this.state === 'ready' && row) this.readAtOpen = newAfter(row);
    void this.open();
  }

  /** The conversation has just begun with this message: there is nothing to load. */
  begin(view: ConversationView, message: Message): void {
    if (this.state !== 'new' || message.seq !== 1 || view.lastSeq !== 1) return;
    this.messages = [message];
    this.revision = view.revision;
    this.enter('ready');
    this.follow(this.rows.get(this.id)); // an answer may have come before the answer to us
  }

  async open(): Promise<void> {
    if (this.state === 'loading' || this.state === 'ready') return;
    this.error = null;
    this.enter('loading');
    try {
      const path = `/v1/conversations/${this.id}`;
      const [view, page] = await Promise.all([
        this.api.get<ConversationView>(path),
        this.api.get<MessagePage>(`${path}/messages`, { query: { limit: pageSize } }),
      ]);
      this.readAtOpen = newAfter(view);
      this.revision = page.revision;
      this.hasBefore = page.hasBefore;
      for (const message of page.items) this.place(message);
      this.rows.put(view);
      this.enter('ready');
      this.follow(this.rows.get(this.id));
      this.replay();
    } catch (error) {
      this.early = [];
      this.error = error;
      this.enter('failed');
    }
  }

  async loadBefore(): Promise<void> {
    const first = this.messages[0];
    if (!first || !this.hasBefore || this.loadingBefore) return;
    this.loadingBefore = true;
    this.changed.tell();
    try {
      const query = { before: first.seq, limit: pageSize };
      const page = await this.api.get<MessagePage>(`/v1/conversations/${this.id}/messages`, { query });
      for (const message of page.items) this.place(message);
      this.hasBefore = page.hasBefore;
    } catch {
      // The next scroll to the top tries again.
    } finally {
      this.loadingBefore = false;
      this.replay();
      this.changed.tell();
    }
  }

  /** Loads older pages until `seq` is here, or no more come. */
  async loadUntil(seq: number): Promise<void> {
    for (let first = this.messages[0]?.seq; first !== undefined && first > seq; ) {
      await this.loadBefore();
      if (this.messages[0]?.seq === first) return;
      first = this.messages[0]?.seq;
    }
  }

  /** The row says what there is; fetch what is missing here. */
  follow(row: ConversationRow | undefined): void {
    if (this.state !== 'ready' || !row) return;
    if (row.lastSeq > this.lastSeq || row.revision > this.revision) this.sync();
  }

  /** A message pushed or answered by the server. */
  receive(message: Message, fromOther: boolean): void {
    if (this.state === 'loading') this.early.push([message, fromOther]);
    if (this.state !== 'ready') return;
    if (message.seq > this.lastSeq + 1) {
      this.sync();
      return;
    }
    const isNew = message.seq === this.lastSeq + 1;
    if (!isNew && message.seq < (this.messages[0]?.seq ?? 0)) {
      if (this.loadingBefore) this.early.push([message, fromOther]);
      return;
    }
    // A revision is only skipped over when nothing can lie between.
    if (message.revision === this.revision + 1) this.revision = message.revision;
    if (!this.place(message)) return;
    if (isNew && fromOther) this.arrived.tell(message);
    this.changed.tell();
  }

  private replay(): void {
    const came = this.early;
    this.early = [];
    for (const [message, fromOther] of came) this.receive(message, fromOther);
  }

  private sync(): void {
    if (this.syncing) {
      this.again = true;
      return;
    }
    this.syncing = this.fetchMissing()
      .catch(() => {
        // The next connection or wake-up asks again.
      })
      .finally(() => {
        this.syncing = null;
        if (this.again) this.sync();
        this.again = false;
      });
  }

  private async fetchMissing(): Promise<void> {
    for (let more = true; more; ) {
      const after = this.lastSeq;
      const query = { after, revisedSince: this.revision, limit: 100 };
      const page = await this.api.get<MessagePage>(`/v1/conversations/${this.id}/messages`, { query });
      const firstHeld = this.messages[0]?.seq ?? 0;
      for (const message of page.items) {
        if (message.seq < firstHeld) continue;
        const own = this.rows.get(this.id)?.party;
        if (this.place(message) && message.seq > after && message.author.party !== own)
          this.arrived.tell(message);
      }
      more = page.moreRevised || (page.hasAfter && this.lastSeq > after);
      if (!more || page.moreRevised) this.revision = Math.max(this.revision, page.revision);
      this.changed.tell();
    }
  }

  /** Puts a message at its place; false when this or a later state of it is already there. */
  private place(message: Message): boolean {
    const index = this.messages.findLastIndex(held => held.seq <= message.seq);
    const held = this.messages[index];
    if (held?.seq === message.seq) {
      if (held.revision >= message.revision && held.editedAt === message.editedAt) return false;
      if (held.revision > message.revision) return false;
      this.messages = this.messages.with(index, message);
    } else {
      this.messages = this.messages.toSpliced(index + 1, 0, message);
    }
    return true;
  }

  private enter(state: Thread['state']): void {
    this.state = state;
    this.changed.tell();
  }
}

/**
 * Whoever had read everything sees no mark over what comes while they look. Who wrote first and has read
 * nothing yet sees it after their own words.
 */
function newAfter(row: ConversationRow): number {
  return row.unread > 0 ? row.readSeq || row.lastSeq - row.unread : 0;
}
