import type { Api } from './api';
import { Listeners } from './listeners';
import type { Rows } from './rows';
import type { ConversationRow, InboxPage } from './wire';

export type Folder = 'all' | 'unread';
export type Sort = 'time' | 'counterpart';

/** One way of looking at the inbox: which rows were paged in, in which order, and where the next page starts. */
export class InboxList {
  state: 'new' | 'loading' | 'ready' | 'more' | 'failed' = 'new';
  error: unknown = null;
  readonly changed = new Listeners();
  private ids = new Set<string>();
  private cursor: string | null = null;
  /** The last row of the last page: what sorts before it belongs in the list. */
  private horizon: ConversationRow | null = null;
  /** Wanted anew while a page was on its way. */
  private again = false;

  constructor(
    private readonly api: Api,
    private readonly rows: Rows,
    readonly as: string,
    readonly folder: Folder,
    readonly sort: Sort,
    private readonly onFeed: (feed: number) => void,
  ) {
    rows.changed.add(row => this.consider(row));
  }

  get hasMore(): boolean {
    return this.cursor !== null;
  }

  /**
   * Rows in order, those that wait to be stored among them. `keep` stays listed although it was read meanwhile: it is
   * the one being looked at.
   */
  items(keep: string | null, waiting: ConversationRow[] = []): ConversationRow[] {
    const stored = [...this.ids].map(id => this.rows.get(id)).filter(row => row !== undefined);
    const held = [...waiting, ...stored];
    const fitting = this.folder === 'unread' ? held.filter(row => row.unread > 0 || row.id === keep) : held;
    return fitting.sort(order[this.sort]);
  }

  async load(): Promise<void> {
    this.again = true;
    if (this.state === 'loading' || this.state === 'more') return;
    while (this.again) {
      this.again = false;
      this.enter('loading');
      await this.page(null);
    }
  }

  async more(): Promise<void> {
    if (this.state !== 'ready' || this.cursor === null) return;
    this.enter('more');
    await this.page(this.cursor);
    if (this.again) await this.load();
  }

  private async page(cursor: string | null): Promise<void> {
    try {
      const query = { as: this.as, folder: this.folder, sort: this.sort, cursor, limit: 30 };
      const page = await this.api.get<InboxPage>('/v1/inbox', { query });
      if (cursor === null) this.ids = new Set();
      this.cursor = page.cursor;
      this.horizon = page.cursor === null ? null : (page.items.at(-1) ?? null);
      for (const row of page.items) this.ids.add(row.id);
      for (const row of page.items) this.rows.put(row);
      this.onFeed(page.feed);
      this.enter('ready');
      for (const row of this.rows.all()) this.consider(row);
    } catch (error) {
      this.error = error;
      this.enter(cursor === null ? 'failed' : 'ready');
    }
  }

  /** A row changed, perhaps one that no page brought: list it if its place is within what was loaded. */
  private consider(row: ConversationRow | null): void {
    if (!row) this.ids.clear();
    else if (this.state === 'ready' && this.within(row) && !this.rows.isDoubted(row.id)) this.ids.add(row.id);
    this.changed.tell();
  }

  private within(row: ConversationRow): boolean {
    return this.horizon === null || order[this.sort](row, this.horizon) <= 0;
  }

  private enter(state: InboxList['state']): void {
    this.state = state;
    this.changed.tell();
  }
}

const byTime = (a: ConversationRow, b: ConversationRow) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0);

const order: Record<Sort, (a: ConversationRow, b: ConversationRow) => number> = {
  time: byTime,
  counterpart: (a, b) =>
    a.with.name.localeCompare(b.with.name) || a.with.id.localeCompare(b.with.id) || byTime(a, b),
};
