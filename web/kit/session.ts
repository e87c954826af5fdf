import { Api } from './api';
import { Feed } from './feed';
import { type Folder, InboxList, type Sort } from './inbox-list';
import { Listeners } from './listeners';
import { Live } from './live';
import { Outbox } from './outbox';
import { isPassing } from './problem';
import { Rows } from './rows';
import { Thread } from './thread';
import type { TokenSource } from './token';
import { Typing } from './typing';
import type { ConversationView, Counts, InboxChanges, InboxPage, Message, MessagePush, Opened } from './wire';

/** Everything one person does in one role on one server; the elements of a page share it. */
export class Session {
  readonly api: Api;
  readonly rows = new Rows();
  readonly live: Live;
  readonly typing: Typing;
  readonly changed = new Listeners();
  /** A queue became a conversation: its place was `listing:123`, now it is the conversation's id. */
  readonly opened = new Listeners<{ place: string; opened: Opened }>();
  outbox: Outbox | null = null;
  person = '';
  counts: Counts | null = null;
  private readonly feed: Feed;
  private readonly lists = new Map<string, InboxList>();
  private readonly threads = new Map<string, Thread>();
  private catching: Promise<void> | null = null;
  private receipt: ReturnType<typeof setTimeout> | undefined;
  private counting: ReturnType<typeof setTimeout> | undefined;
  private readonly reading = new Map<string, number>();

  constructor(
    readonly server: string,
    tokens: TokenSource,
    readonly as: string,
  ) {
    this.api = new Api(server, tokens);
    this.feed = new Feed(
      () => void this.catchUp(),
      () => this.confirmSoon(),
    );
    this.typing = new Typing(id => {
      this.api.post(`/v1/conversations/${id}/typing`, undefined, { tries: 1 }).catch(() => undefined);
    });
    this.live = new Live(
      retry => this.hubAddress(retry),
      {
        message: push => this.onMessage(push),
        conversation: push => this.onFeed(push.feed, () => this.rows.put(push.conversation)),
        read: push => this.onFeed(push.feed, () => this.rows.read(push)),
        typing: push => this.typing.saw(push),
        presence: push => this.rows.presence(push),
      },
      () => this.connected(),
      () => void this.catchUp(),
      () => this.changed.tell(),
    );
    this.rows.changed.add(row => row && this.threads.get(row.id)?.follow(row));
  }

  async start(): Promise<void> {
    this.live.start();
    if (this.outbox) return;
    this.person = await this.api.tokens.person();
    this.outbox = new Outbox(this.api, `parley:unsent:${this.server}:${this.person}:${this.as}`, {
      sent: (_, message) => this.ownMessage(message),
      opened: (place, opened) => {
        this.rows.put(opened.conversation);
        this.thread(opened.conversation.id).begin(opened.conversation, opened.message);
        this.opened.tell({ place, opened });
        this.ownMessage(opened.message);
      },
    });
    this.outbox.resumeAll();
    this.changed.tell();
  }

  stop(): void {
    this.live.stop();
    this.feed.stop();
    this.outbox?.close();
    this.outbox = null;
    clearTimeout(this.receipt);
    clearTimeout(this.counting);
    this.counting = undefined;
  }

  list(folder: Folder, sort: Sort): InboxList {
    const key = `${folder} ${sort}`;
    let list = this.lists.get(key);
    if (!list) {
      list = new InboxList(this.api, this.rows, this.as, folder, sort, feed => {
        // Only the first answer places us; later pages must not hide what a push still owes.
        if (this.feed.have === null) this.feed.reached(feed);
      });
      this.lists.set(key, list);
    }
    return list;
  }

  thread(id: string): Thread {
    let thread = this.threads.get(id);
    if (!thread) {
      thread = new Thread(this.api, this.rows, id);
      this.threads.set(id, thread);
    }
    return thread;
  }

  /** A message this page sent, edited, unsent or reacted to, as the server answered it. */
  ownMessage(message: Message): void {
    this.threads.get(message.conversationId)?.receive(message, false);
    this.rows.own(message);
    this.changed.tell();
  }

  /** Marks everything up to `seq` read; asks the server once per step forward. */
  markRead(id: string, seq: number): void {
    const row = this.rows.get(id);
    if (!row || seq <= Math.max(row.readSeq, this.reading.get(id) ?? 0)) return;
    this.reading.set(id, seq);
    this.api
      .put<{ readSeq: number; unread: number }>(`/v1/conversations/${id}/read`, { seq })
      .then(answer => this.rows.ownRead(id, answer.readSeq, answer.unread))
      .catch(() => undefined)
      .finally(() => this.reading.delete(id));
  }

  async setClosed(id: string, closed: boolean): Promise<void> {
    const path = `/v1/conversations/${id}/closure`;
    const call = closed ? this.api.put<ConversationView>(path) : this.api.delete<ConversationView>(path);
    this.rows.put(await call);
  }

  async refreshView(id: string): Promise<void> {
    this.rows.put(await this.api.get<ConversationView>(`/v1/conversations/${id}`));
  }

  private connected(): void {
    void this.start().catch(() => undefined);
    void this.catchUp();
  }

  private onMessage(push: MessagePush): void {
    this.onFeed(push.feed, () => {
      const { message, conversationId } = push;
      this.rows.message(push);
      const row = this.rows.get(conversationId);
      // A system message tells of a change to the conversation or its subject.
      if (!row || (message.kind === 'system' && !push.conversation))
        void this.refreshView(conversationId).catch(() => undefined);
      const fromOther = row !== undefined && message.author.party !== row.party;
      if (fromOther) this.typing.done(conversationId);
      this.threads.get(conversationId)?.receive(message, fromOther);
    });
  }

  private onFeed(feed: number, apply: () => void): void {
    apply();
    this.feed.saw(feed);
    this.countSoon();
    this.changed.tell();
  }

  /** Asks for everything since what is held. Runs after each connection, each wake-up and each gap. */
  private catchUp(): Promise<void> {
    this.catching ??= this.fetchChanges()
      .catch(() => {
        // Out of reach: the next connection asks again.
      })
      .finally(() => {
        this.catching = null;
      });
    return this.catching;
  }

  private async fetchChanges(): Promise<void> {
    if (this.feed.have === null) {
      const page = await this.api.get<InboxPage>('/v1/inbox', { query: { as: this.as, limit: 1 } });
      this.feed.reached(page.feed);
    }
    for (let more = true; more; ) {
      const query = { as: this.as, since: this.feed.have };
      const changes = await this.api.get<InboxChanges>('/v1/inbox/changes', { query });
      if (changes.reset) return this.startOver(changes.feed);
      for (const row of changes.items) this.rows.put(row);
      this.feed.reached(changes.feed);
      more = changes.more;
    }
    for (const list of this.lists.values()) if (list.state === 'failed') void list.load();
    for (const thread of this.threads.values()) if (isPassing(thread.error)) void thread.open();
    await this.loadCounts();
    this.changed.tell();
  }

  private async startOver(feed: number): Promise<void> {
    this.feed.restart(feed);
    await Promise.all([...this.lists.values()].filter(list => list.state !== 'new').map(list => list.load()));
    const open = [...this.threads.values()].filter(thread => thread.state === 'ready');
    await Promise.all(open.map(thread => this.refreshView(thread.id)));
  }

  /** Several pushes in a row are one question. */
  private countSoon(): void {
    this.counting ??= setTimeout(() => {
      this.counting = undefined;
      this.loadCounts().catch(() => undefined);
    }, 250);
  }

  private async loadCounts(): Promise<void> {
    this.setCounts(await this.api.get<Counts>('/v1/inbox/counts', { query: { as: this.as } }));
  }

  private setCounts(counts: Counts): void {
    this.counts = counts;
    window.dispatchEvent(new CustomEvent('parley-counts', { detail: { as: this.as, ...counts } }));
    this.changed.tell();
  }

  private async hubAddress(retry: boolean): Promise<string> {
    const { tokens } = this.api;
    const token = await (retry ? tokens.renew() : tokens.get());
    const query = new URLSearchParams({ as: this.as, access_token: token });
    return `${this.server.replace(/^http/, 'ws')}/realtime?${query}`;
  }

  /** "I hold everything up to here": what was sent to us turns to delivered for the other side. */
  private confirmSoon(): void {
    clearTimeout(this.receipt);
    this.receipt = setTimeout(() => {
      const body = { feed: this.feed.have };
      this.api.put('/v1/inbox/received', body, { query: { as: this.as } }).catch(() => undefined);
    }, 300);
  }
}
