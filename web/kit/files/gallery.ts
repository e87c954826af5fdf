import type { Api } from '../api';
import { linkify } from '../linkify';
import { Listeners } from '../listeners';
import type { Message, Uuid } from '../wire';
import type { GalleryItem, GalleryPage } from './wire';

/** A thread's files, newest first, page by page. */
export class GalleryList {
  readonly changed = new Listeners();
  items: GalleryItem[] = [];
  state: 'new' | 'loading' | 'ready' | 'failed' = 'new';
  error: unknown = null;
  private cursor: string | null = null;

  constructor(
    private readonly api: Api,
    private readonly conversation: Uuid,
  ) {}

  get hasMore(): boolean {
    return this.state === 'ready' && this.cursor !== null;
  }

  async load(): Promise<void> {
    if (this.state === 'loading') return;
    this.enter('loading');
    try {
      const path = `/v1/conversations/${this.conversation}/attachments`;
      const page = await this.api.get<GalleryPage>(path, { query: { cursor: this.cursor, limit: 60 } });
      this.items = [...this.items, ...page.items];
      this.cursor = page.cursor;
      this.enter('ready');
    } catch (error) {
      this.error = error;
      this.enter('failed');
    }
  }

  private enter(state: GalleryList['state']): void {
    this.state = state;
    this.changed.tell();
  }
}

export interface FoundLink {
  seq: number;
  at: string;
  href: string;
  host: string;
}

/** The addresses in messages, newest first, each once. */
export function linksIn(messages: readonly Message[]): FoundLink[] {
  const found = new Map<string, FoundLink>();
  for (const { text, seq, at, unsentAt, erased } of messages) {
    if (!text || unsentAt || erased) continue;
    for (const piece of linkify(text))
      if (piece.href) {
        found.delete(piece.href);
        found.set(piece.href, { seq, at, href: piece.href, host: piece.host });
      }
  }
  return [...found.values()].reverse();
}
