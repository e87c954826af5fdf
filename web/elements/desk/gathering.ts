import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type DeskQuery, paramsOf } from '../../kit/desk/query';
import type { Session } from '../../kit/session';
import type { InboxPage } from '../../kit/wire';

/** Pages through a whole folder for the ids in it, and can be stopped on the way. */
export class Gathering implements ReactiveController {
  /** How many were found so far; null while nothing is gathered. */
  found: number | null = null;
  /** Everything in the folder was found. */
  whole = false;
  private stop: AbortController | null = null;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.cancel();
  }

  cancel(): void {
    this.whole = false;
    this.stop?.abort();
  }

  /** What was found until it ended or was stopped. */
  async all(session: Session, query: DeskQuery): Promise<string[]> {
    this.cancel();
    const stop = new AbortController();
    this.stop = stop;
    const ids: string[] = [];
    try {
      for (let cursor: string | null = null; ; ) {
        this.tell(ids.length);
        const asked = { ...paramsOf(query), as: session.as, cursor, limit: 100 };
        const page: InboxPage = await session.api.get('/v1/inbox', { query: asked, signal: stop.signal });
        for (const row of page.items) session.rows.put(row);
        ids.push(...page.items.map(({ id }) => id));
        cursor = page.cursor;
        if (!cursor) {
          this.whole = true;
          return ids;
        }
      }
    } catch (error) {
      if (stop.signal.aborted) return [];
      throw error;
    } finally {
      if (this.stop === stop) this.tell(null);
    }
  }

  private tell(found: number | null): void {
    this.found = found;
    this.host.requestUpdate();
  }
}
