import type { Api } from './api';
import { Listeners } from './listeners';
import type { FoundThread, SearchPage } from './wire';

const askAfterMs = 220;

const dayMs = 24 * 60 * 60 * 1000;

/** What a search is narrowed to; nothing said is no narrowing. */
export interface Narrowing {
  /** For vendors: `inbox`, `mine`, ... */
  folder?: string;
  /** Whose words. */
  by?: 'buyer' | 'vendor';
  /** Said within so many days. */
  days?: number;
  has?: 'link';
  /** For vendors: only what was said, or only what the team noted. */
  in?: 'messages' | 'notes';
}

/** Search as one types: each question waits for a pause, the one before it is given up, pages add to the same threads. */
export class Search {
  readonly changed = new Listeners();
  state: 'idle' | 'loading' | 'ready' | 'failed' = 'idle';
  trouble: unknown = null;
  items: readonly FoundThread[] = [];
  hasMore = false;
  /** Older messages are not all looked at yet. */
  incomplete = false;
  q = '';
  narrowing: Narrowing = {};
  private cursor: string | null = null;
  private asking: AbortController | null = null;
  private later: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly api: Pick<Api, 'get'>,
    private readonly as: string,
  ) {}

  ask(q: string, now = false): void {
    this.stop();
    this.q = q;
    if (q.trim() === '') {
      this.items = [];
      this.state = 'idle';
    } else {
      this.state = 'loading';
      this.later = setTimeout(() => void this.fetch(null), now ? 0 : askAfterMs);
    }
    this.changed.tell();
  }

  /** Asks again at once, with this narrowing beside what is narrowed already; undefined takes one away. */
  narrow(by: Narrowing): void {
    const all = Object.entries({ ...this.narrowing, ...by });
    this.narrowing = Object.fromEntries(all.filter(([, value]) => value !== undefined));
    this.ask(this.q, true);
  }

  widen(): void {
    this.narrowing = {};
    this.ask(this.q, true);
  }

  get isNarrow(): boolean {
    return Object.keys(this.narrowing).length > 0;
  }

  more(): void {
    if (this.cursor && this.state === 'ready') void this.fetch(this.cursor);
  }

  stop(): void {
    clearTimeout(this.later);
    this.asking?.abort();
  }

  private async fetch(cursor: string | null): Promise<void> {
    const asking = new AbortController();
    this.asking = asking;
    const { q, as } = this;
    // A blank after the last word would ask for the whole word; while one types its beginning is meant.
    const { days, ...narrow } = this.narrowing;
    const from = days ? new Date(Date.now() - days * dayMs).toISOString().slice(0, 10) : null;
    const query = { as, q: q.trim(), ...narrow, from, cursor, limit: 20 };
    try {
      const page = await this.api.get<SearchPage>('/v1/search', { query, signal: asking.signal });
      if (asking.signal.aborted) return;
      this.items = cursor ? together(this.items, page.items) : page.items;
      this.cursor = page.cursor;
      this.hasMore = page.cursor !== null;
      this.incomplete = page.indexedUpTo === null;
      this.state = 'ready';
    } catch (error) {
      if (asking.signal.aborted) return;
      this.trouble = error;
      this.state = 'failed';
    }
    this.changed.tell();
  }
}

/** A thread comes again on a later page with its older hits. */
export function together(held: readonly FoundThread[], next: readonly FoundThread[]): FoundThread[] {
  const all = new Map(held.map(one => [one.conversation.id, one]));
  for (const one of next) {
    const before = all.get(one.conversation.id);
    all.set(one.conversation.id, before ? { ...before, hits: [...before.hits, ...one.hits] } : one);
  }
  return [...all.values()];
}
