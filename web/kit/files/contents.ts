import type { Api } from '../api';
import { refusalFrom, Unreachable } from '../problem';
import type { Uuid } from '../wire';
import type { Links } from './links';

export type Size = 'small' | 'large' | 'whole';

/** Pictures that nobody looks at any more are kept up to this number. */
const kept = 60;

interface Content {
  url: Promise<string>;
  users: number;
}

/**
 * The contents of files as object URLs: a link is of no use without its person's token, so the page fetches them and
 * hands them to pictures and players. Whoever borrows gives back; what nobody uses goes, oldest first.
 */
export class Contents {
  private readonly held = new Map<string, Content>();

  constructor(
    private readonly api: Api,
    private readonly links: (conversation: Uuid) => Links,
  ) {}

  borrow(conversation: Uuid, id: Uuid, size: Size, type?: string | null): Promise<string> {
    const key = `${id} ${size}`;
    let content = this.held.get(key);
    if (!content) {
      const url = this.blob(conversation, id, size).then(blob =>
        URL.createObjectURL(type ? new Blob([blob], { type }) : blob),
      );
      content = { url, users: 0 };
      this.held.set(key, content);
      url.catch(() => this.held.delete(key));
    }
    content.users++;
    return content.url;
  }

  giveBack(id: Uuid, size: Size): void {
    const key = `${id} ${size}`;
    const content = this.held.get(key);
    if (!content) return;
    content.users--;
    this.held.delete(key);
    this.held.set(key, content); // the most recent last
    const idle = [...this.held].filter(([, { users }]) => users <= 0);
    for (const [old, { url }] of idle.slice(0, Math.max(0, idle.length - kept))) {
      this.held.delete(old);
      void url.then(it => URL.revokeObjectURL(it)).catch(() => undefined);
    }
  }

  async blob(conversation: Uuid, id: Uuid, size: Size): Promise<Blob> {
    const links = this.links(conversation);
    for (let again = false; ; again = true) {
      const { url, small, large } = await links.of(id);
      const path = (size === 'small' ? small : size === 'large' ? large : null) ?? url;
      const answer = await this.fetch(path);
      if (answer.ok) return answer.blob();
      links.forget(id);
      // The link may have run out on the way, or the server may have a smaller picture of it by now.
      if (again || ![403, 404, 410].includes(answer.status)) throw await refusalFrom(answer);
    }
  }

  private async fetch(path: string): Promise<Response> {
    const { server, tokens } = this.api;
    const token = await tokens.get();
    const get = (token: string) =>
      fetch(new URL(path, `${server}/`), {
        headers: { Authorization: `Bearer ${token}` },
        credentials: 'omit',
      });
    try {
      const answer = await get(token);
      return answer.status === 401 ? await get(await tokens.renew(token)) : answer;
    } catch (error) {
      throw new Unreachable(error);
    }
  }
}
