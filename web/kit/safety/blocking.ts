import type { Pending } from '../outbox';
import type { Session } from '../session';
import type { ConversationView, Uuid } from '../wire';
import type { SafetyTongue } from './words';

/** Who of a thread's two sides takes no messages of the other, as its reader sees it. */
export type Blocked = 'by-you' | 'by-other' | null;

/** Between the two of one thread; what is known of it stands in the thread's view. */
export class Blocking {
  private readonly seen = new Set<Uuid>();
  private wasHere = false;

  constructor(
    private readonly session: Session,
    private readonly conversation: Uuid,
  ) {}

  get state(): Blocked {
    return this.session.rows.view(this.conversation)?.blocked ?? null;
  }

  /** Whether the reader may change it: whoever only reads along may not. */
  get mayChange(): boolean {
    return this.session.rows.view(this.conversation)?.whyNot !== 'read-only';
  }

  async set(on: boolean): Promise<void> {
    const { api, rows } = this.session;
    const path = `/v1/conversations/${this.conversation}/block`;
    rows.put(await (on ? api.put<ConversationView>(path) : api.delete<ConversationView>(path)));
  }

  /** While the thread was not open nobody listened. */
  enter(): void {
    if (this.wasHere) this.refresh();
    this.wasHere = true;
  }

  /** The hub says that it is otherwise now, and between whom, unless that is not for all of a team to know. */
  heard([target, push]: [target: string, push: unknown]): void {
    if (target !== 'block') return;
    const { with: named } = push as { with: Uuid | null };
    if (named === null || named === this.session.rows.get(this.conversation)?.with.id) this.refresh();
  }

  /** A message came back because of it before anybody told us. */
  look(pending: readonly Pending[]): void {
    for (const { clientMessageId, code, state } of pending) {
      if (state !== 'failed' || !code?.startsWith('blocked-') || this.seen.has(clientMessageId)) continue;
      this.seen.add(clientMessageId);
      if (!this.state) this.refresh();
    }
  }

  refresh(): void {
    this.session.refreshView(this.conversation).catch(() => undefined); // the next connection asks again
  }
}

/** From then on `problemText` says in their language why a message of theirs is not taken. */
export function learnBlocks({ main, t }: SafetyTongue): void {
  main.refusals = {
    ...main.refusals,
    'blocked-by-you': t('refusedByYou'),
    'blocked-by-other': t('refusedByOther'),
  };
}
