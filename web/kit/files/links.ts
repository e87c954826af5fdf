import type { Api } from '../api';
import { Refusal } from '../problem';
import type { Uuid } from '../wire';
import type { FileLinks, FileLinksPage } from './wire';

/** A link that is about to run out is not begun with. */
const earlyMs = 30_000;
const gatherMs = 15;
const atOnce = 100;

interface Wish {
  id: Uuid;
  resolve(links: FileLinks): void;
  reject(why: unknown): void;
}

/** The links of files that one address knows: those asked for at about the same time come with one request, and are kept while they last. */
export class Links {
  private readonly held = new Map<Uuid, FileLinks>();
  private wishes: Wish[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly api: Api,
    private readonly path: string,
    private readonly query: Record<string, string> = {},
  ) {}

  of(id: Uuid): Promise<FileLinks> {
    const held = this.held.get(id);
    if (held && Date.parse(held.expiresAt) - earlyMs > Date.now()) return Promise.resolve(held);
    return new Promise((resolve, reject) => {
      this.wishes.push({ id, resolve, reject });
      this.timer ??= setTimeout(() => this.ask(), gatherMs);
    });
  }

  /** It did not lead anywhere any more. */
  forget(id: Uuid): void {
    this.held.delete(id);
  }

  private ask(): void {
    this.timer = undefined;
    const wishes = this.wishes;
    this.wishes = [];
    const ids = [...new Set(wishes.map(wish => wish.id))];
    for (let at = 0; at < ids.length; at += atOnce) {
      const some = new Set(ids.slice(at, at + atOnce));
      void this.fetch(
        [...some],
        wishes.filter(({ id }) => some.has(id)),
      );
    }
  }

  private async fetch(ids: Uuid[], wishes: Wish[]): Promise<void> {
    try {
      const query = { ...this.query, files: ids.join() };
      const page = await this.api.get<FileLinksPage>(this.path, { query });
      for (const links of page.items) this.held.set(links.id, links);
      for (const { id, resolve, reject } of wishes) {
        const links = page.items.find(one => one.id === id);
        if (links) resolve(links);
        else reject(new Refusal('not-found', 404, ''));
      }
    } catch (error) {
      for (const { reject } of wishes) reject(error);
    }
  }
}
