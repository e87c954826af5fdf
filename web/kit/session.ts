import { Api } from './api';
import { CatchUp } from './catch-up';
import { Counting } from './counting';
import { type Folder, InboxList, type Sort } from './inbox-list';
import { Listeners } from './listeners';
import { Live } from './live';
import { Outbox } from './outbox';
import { isPassing, mayPass, Refusal } from './problem';
import type { HerePush, MessagePush, NotePush } from './pushes';
import { type Reach, ReachWatch } from './reach';
import { ReadMarks } from './read-marks';
import { Rows } from './rows';
import type { HeldView } from './safety/wire';
import { hooks } from './settings';
import { Thread } from './thread';
import type { TokenSource } from './token';
import { Typing } from './typing';
import { ownerOf } from './unsent';
import type { ConversationView, Counts, Message, Opened } from './wire';

/** Everything one person does in one role on one server; the elements of a page share it. */
export class Session {
  readonly api: Api;
  readonly rows = new Rows();
  readonly readMarks: ReadMarks;
  readonly live: Live;
  readonly typing: Typing;
  readonly changed = new Listeners();
  /** A queue became a conversation: its place was `listing:123`, now it is the conversation's id. */
  readonly opened = new Listeners<{ place: string; opened: Opened }>();
  /** The server answered again: what could not be loaded may be asked for. */
  readonly caughtUp = new Listeners();
  /** Our place in the feed was lost: what was listed is to be asked for anew. */
  readonly anew = new Listeners();
  /** What only a vendor's team hears. */
  readonly here = new Listeners<HerePush>();
  readonly noted = new Listeners<NotePush>();
  /** A message of one's own that people look at first. */
  readonly held = new Listeners<HeldView>();
  outbox: Outbox | null = null;
  person = '';
  /** Why it is not known who is here. */
  trouble: unknown = null;
  counts: Counts | null = null;
  /** The server does not let this person act in this role. */
  barred = false;
  /** Whether this role ever answered here. */
  wasHere = false;
  private readonly missed: CatchUp;
  private readonly reachWatch: ReachWatch;
  private readonly counting: Counting;
  private readonly lists = new Map<string, InboxList>();
  private readonly threads = new Map<string, Thread>();
  private running = false;
  private starting: Promise<void> | null = null;

  constructor(
    readonly server: string,
    tokens: TokenSource,
    readonly as: string,
  ) {
    this.api = new Api(server, tokens);
    this.readMarks = new ReadMarks(this.api, this.rows);
    this.counting = new Counting(this.api, as, counts => this.counted(counts));
    this.missed = new CatchUp(this.api, as, this.rows, {
      live: () => this.live.status === 'live',
      refreshViews: () => this.refreshViews(),
      loadAnew: () => this.loadAnew(),
      done: () => this.afterCatchUp(),
      refused: error => this.shutOut(error),
    });
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
        counts: counts => this.counting.pushed(counts),
        gone: push => this.onFeed(push.feed, () => this.rows.lose(push.conversationId)),
        feed: push => this.missed.saw(push.feed),
        here: push => this.here.tell(push),
        note: push => this.onFeed(push.feed, () => this.noted.tell(push)),
      },
      () => this.connected(),
      () => void this.missed.ask(),
      () => {
        this.reachWatch.look();
        this.changed.tell();
      },
    );
    this.reachWatch = new ReachWatch(
      () => this.live.status,
      () => tokens.signedOut,
      () => this.changed.tell(),
    );
    this.rows.changed.add(row => row && this.threads.get(row.id)?.follow(row));
  }

  /** Every element of a page starts the session; it starts once. */
  start(): Promise<void> {
    this.running = true;
    this.live.start();
    this.reachWatch.start();
    this.starting ??= this.openOutbox()
      .catch(error => {
        this.trouble = error;
        this.changed.tell();
        throw error;
      })
      .finally(() => {
        this.starting = null;
      });
    return this.starting;
  }

  /** Somebody wants to go on, or signed in: no need to wait for the next try. */
  again(): void {
    void this.start().catch(() => undefined);
    if (this.live.status === 'down') this.live.wake();
  }

  get reach(): Reach {
    return this.reachWatch.now;
  }

  private async openOutbox(): Promise<void> {
    if (this.outbox) return;
    this.person = await this.api.tokens.person();
    this.trouble = null;
    if (!this.running) return;
    this.outbox = new Outbox(this.api, ownerOf(this.server, this.person, this.as), {
      sent: (_, message) => this.ownMessage(message),
      opened: (place, opened) => {
        this.rows.put(opened.conversation);
        this.thread(opened.conversation.id).begin(opened.conversation, opened.message);
        this.opened.tell({ place, opened });
        this.ownMessage(opened.message);
      },
      held: held => {
        // A thread that begins with it is there from now on.
        void this.refreshView(held.conversationId).catch(() => undefined);
        this.held.tell(held);
      },
      carry: (place, item) => hooks().carry?.(this, place, item),
    });
    this.outbox.resumeAll();
    this.changed.tell();
  }

  stop(): void {
    this.running = false;
    this.live.stop();
    this.reachWatch.stop();
    this.missed.stop();
    this.outbox?.close();
    this.outbox = null;
  }

  list(folder: Folder, sort: Sort): InboxList {
    const key = `${folder} ${sort}`;
    let list = this.lists.get(key);
    if (!list) {
      list = new InboxList(this.api, this.rows, this.as, folder, sort, feed => this.placed(feed));
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
    void this.missed.ask();
  }

  private onMessage(push: MessagePush): void {
    this.onFeed(push.feed, () => {
      const { message, conversationId } = push;
      const owed = this.rows.get(conversationId)?.owesSince;
      this.rows.message(push);
      const row = this.rows.get(conversationId);
      // A system message tells of a change to the conversation or its subject; of a new question only the server knows until when.
      const asked = row?.party === 'vendor' && row.owesSince !== null && owed === null;
      if (!row || asked || (message.kind === 'system' && !push.conversation))
        void this.refreshView(conversationId).catch(() => undefined);
      const fromOther = row !== undefined && message.author.party !== row.party;
      if (fromOther) this.typing.done(conversationId);
      this.threads.get(conversationId)?.receive(message, fromOther);
    });
  }

  private onFeed(feed: number, apply: () => void): void {
    apply();
    this.missed.saw(feed);
    this.changed.tell();
  }

  /** Who lost the role, or never had it, is told so; should they get it, the next connection finds out. */
  private shutOut(error: unknown): void {
    if (!(error instanceof Refusal && [403, 404].includes(error.status))) return;
    this.barred = true;
    this.changed.tell();
  }

  private async afterCatchUp(): Promise<void> {
    this.barred = false;
    this.wasHere = true;
    this.readMarks.again();
    for (const list of this.lists.values()) if (list.state === 'failed') void list.load();
    for (const thread of this.threads.values()) if (mayPass(thread.error)) void thread.open();
    this.caughtUp.tell();
    await this.counting.ask();
    this.changed.tell();
  }

  /** A page of the inbox that somebody else asked for was answered as of `feed`. */
  placed(feed: number): void {
    this.missed.answered(feed);
  }

  private async loadAnew(): Promise<void> {
    this.anew.tell();
    await Promise.all([...this.lists.values()].filter(list => list.state !== 'new').map(list => list.load()));
    await this.refreshViews();
  }

  private async refreshViews(): Promise<void> {
    const loaded = [...this.threads.values()].filter(({ state }) => state === 'ready' || state === 'loading');
    const refused = (error: unknown) => {
      if (isPassing(error)) throw error;
    };
    await Promise.all(loaded.map(thread => this.refreshView(thread.id).catch(refused)));
  }

  private counted(counts: Counts): void {
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
}
