import type { Api } from './api';
import { Feed } from './feed';
import { isPassing } from './problem';
import type { Rows } from './rows';
import type { InboxChanges, InboxPage } from './wire';

const laterMs = 5_000;
const receiptMs = 300;

export interface CaughtUp {
  /** Whether pushes arrive. */
  live(): boolean;
  /** Looks again at the conversations that are loaded. */
  refreshViews(): Promise<void>;
  /** Our place in the feed is lost: everything is to be loaded anew. */
  loadAnew(): Promise<void>;
  done(): Promise<void>;
  /** The server says no, and asking again will not help. */
  refused(error: unknown): void;
}

/** Finds out what was missed: "what changed since the number I hold?" */
export class CatchUp {
  private readonly feed: Feed;
  private asking: Promise<void> | null = null;
  private again = false;
  private stopped = false;
  /** From this feed number on pushes were watched: an older answer may lack what was never pushed here. */
  private watchedFrom = 0;
  private viewsAreSure = false;
  private later: ReturnType<typeof setTimeout> | undefined;
  private receipt: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly api: Api,
    private readonly as: string,
    private readonly rows: Rows,
    private readonly then: CaughtUp,
  ) {
    this.feed = new Feed(
      () => void this.ask(),
      () => this.confirmSoon(),
    );
  }

  /** A push with this number was handled. */
  saw(feed: number): void {
    this.feed.saw(feed);
  }

  /** A page of the inbox was answered as of `feed`. */
  answered(feed: number): void {
    // Only the first answer places us; later pages must not hide what a push still owes.
    if (this.feed.have === null) this.place(feed);
    else if (feed < this.watchedFrom) this.changesSince(feed).catch(() => undefined);
  }

  /** Asks for everything since what is held. Runs after each connection, each wake-up and each gap. */
  ask(): Promise<void> {
    this.stopped = false;
    // An answer that is on its way may have been given before this connection was made.
    if (this.asking) this.again = true;
    this.asking ??= this.changes()
      .catch(error => this.askLater(error))
      .finally(() => {
        this.asking = null;
        const again = this.again && !this.stopped;
        this.again = false;
        if (again) void this.ask();
      });
    return this.asking;
  }

  stop(): void {
    this.stopped = true;
    this.feed.stop();
    clearTimeout(this.later);
    clearTimeout(this.receipt);
  }

  private async changes(): Promise<void> {
    const live = this.then.live();
    if (this.feed.have === null) {
      const page = await this.api.get<InboxPage>('/v1/inbox', { query: { as: this.as, limit: 1 } });
      if (this.feed.have === null) this.place(page.feed);
    }
    await this.changesSince(this.feed.have ?? 0);
    if (live && !this.viewsAreSure) {
      // What was loaded before the first connection may have changed before we knew our place.
      await this.then.refreshViews();
      this.viewsAreSure = true;
    }
    await this.then.done();
  }

  private async changesSince(since: number): Promise<void> {
    for (let more = true; more; ) {
      const query = { as: this.as, since };
      const changes = await this.api.get<InboxChanges>('/v1/inbox/changes', { query });
      if (changes.reset) return this.startOver(changes.feed);
      for (const row of changes.items) this.rows.put(row);
      for (const id of changes.gone) this.rows.lose(id);
      this.feed.reached(changes.feed);
      since = changes.feed;
      more = changes.more;
    }
  }

  private startOver(feed: number): Promise<void> {
    this.watchedFrom = feed;
    this.feed.restart(feed);
    this.rows.doubt();
    return this.then.loadAnew();
  }

  private place(feed: number): void {
    this.watchedFrom = feed;
    this.feed.reached(feed);
  }

  /** The next connection asks again. While this one holds there is none. */
  private askLater(error: unknown): void {
    clearTimeout(this.later);
    if (!this.stopped && !isPassing(error)) this.then.refused(error);
    if (this.stopped || !this.then.live() || !isPassing(error)) return;
    this.later = setTimeout(() => void this.ask(), laterMs);
  }

  /** "I hold everything up to here": what was sent to us turns to delivered for the other side. */
  private confirmSoon(): void {
    clearTimeout(this.receipt);
    this.receipt = setTimeout(() => {
      const body = { feed: this.feed.have };
      this.api.put('/v1/inbox/received', body, { query: { as: this.as } }).catch(() => undefined);
    }, receiptMs);
  }
}
