import type { Api } from '../api';
import { Listeners } from '../listeners';
import type { Rows } from '../rows';
import type { InboxPage } from '../wire';
import { type Eyes, isIn } from './folders';
import { type DeskQuery, fits, orders, paramsOf, passes } from './query';
import type { DeskRow } from './wire';

const firstPage = 40;
const nextPages = 100;
const restMs = 3_000;

/** One folder with its filters: the rows that were paged in and those that came to fit since, in order. */
export class DeskList {
  state: 'new' | 'loading' | 'ready' | 'more' | 'failed' = 'new';
  error: unknown = null;
  readonly changed = new Listeners();
  /** Each listed row as it last belonged here, which keeps its place while it is being looked at. */
  private readonly listed = new Map<string, DeskRow>();
  private sorted: DeskRow[] | null = null;
  private kept: string | null = null;
  private cursor: string | null = null;
  /** The last row of the last page: what sorts before it belongs in the list. */
  private horizon: DeskRow | null = null;
  private again = false;
  /** After a page that did not come, whoever looks on asks for it again a little later. */
  private restsUntil = 0;
  private readonly stop: () => void;

  constructor(
    private readonly api: Pick<Api, 'get'>,
    private readonly rows: Rows,
    private readonly as: string,
    readonly query: DeskQuery,
    private readonly eyes: () => Eyes,
    private readonly onFeed: (feed: number) => void,
  ) {
    const deaf = rows.changed.add(row => {
      if (row) this.consider(row);
      else this.listed.clear();
      this.tell();
    });
    const blind = rows.lost.add(id => {
      if (this.listed.delete(id)) this.tell();
    });
    this.stop = () => {
      deaf();
      blind();
    };
  }

  close(): void {
    this.stop();
  }

  get hasMore(): boolean {
    return this.cursor !== null;
  }

  /** Rows in order. `keep` stays where it stood although it belongs elsewhere by now: it is the one being looked at. */
  items(keep: string | null = null): readonly DeskRow[] {
    if (this.sorted && keep === this.kept) return this.sorted;
    this.kept = keep;
    const eyes = this.eyes();
    const now = Date.now();
    const places: { row: DeskRow; place: DeskRow }[] = [];
    for (const [id, before] of this.listed) {
      const row = this.rows.get(id) as DeskRow | undefined;
      if (!row) continue;
      // What the server listed passes its filters until it changes.
      const passed = row === before || passes(row, this.query.filters, now) !== false;
      const belongs = passed && isIn(this.query.folder, row, eyes) !== false;
      if (belongs) this.listed.set(id, row);
      if (belongs || id === keep) places.push({ row, place: belongs ? row : before });
      else this.listed.delete(id);
    }
    const order = orders[this.query.sort];
    places.sort((a, b) => order(a.place, b.place));
    this.sorted = places.map(({ row }) => row);
    return this.sorted;
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
    if (this.state !== 'ready' || this.cursor === null || Date.now() < this.restsUntil) return;
    this.enter('more');
    await this.page(this.cursor);
    if (this.again) await this.load();
  }

  /** Marks of the agent changed: rows may belong here, or not any more. */
  lookAgain(): void {
    for (const row of this.rows.all()) this.consider(row);
    this.tell();
  }

  private async page(cursor: string | null): Promise<void> {
    try {
      const limit = cursor === null ? firstPage : nextPages;
      const asked = { ...paramsOf(this.query), as: this.as, limit };
      let page: InboxPage;
      let next = cursor;
      // A page of something rare may be empty, and its cursor says from where to look on.
      do {
        page = await this.api.get<InboxPage>('/v1/inbox', { query: { ...asked, cursor: next } });
        if (next === null) this.forgetAll();
        next = page.cursor;
        this.cursor = next;
        for (const row of page.items) this.listed.set(row.id, this.rows.put(row));
        this.horizon = next === null ? null : ((page.items.at(-1) as DeskRow) ?? this.horizon);
      } while (next !== null && page.items.length === 0 && !this.again);
      this.onFeed(page.feed);
      this.enter('ready');
      if (cursor === null) this.lookAgain();
    } catch (error) {
      this.error = error;
      this.restsUntil = Date.now() + restMs;
      this.enter(cursor === null ? 'failed' : 'ready');
    }
  }

  /** All but the row that is being looked at, which stays until one moves on. */
  private forgetAll(): void {
    for (const id of this.listed.keys()) if (id !== this.kept) this.listed.delete(id);
  }

  /** A row changed, perhaps one that no page brought: list it if its place is within what was loaded. */
  private consider(row: DeskRow): void {
    if (this.state === 'new' || this.state === 'failed' || this.listed.has(row.id)) return;
    if (this.rows.isDoubted(row.id)) return;
    if (fits(row, this.query, this.eyes()) === true && this.within(row)) this.listed.set(row.id, row);
  }

  private within(row: DeskRow): boolean {
    return this.horizon === null || orders[this.query.sort](row, this.horizon) <= 0;
  }

  private enter(state: DeskList['state']): void {
    this.state = state;
    this.tell();
  }

  private tell(): void {
    this.sorted = null;
    this.changed.tell();
  }
}
