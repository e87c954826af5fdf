import { Listeners } from '../../kit/listeners';
import { Coach } from '../../kit/safety/coach';
import { CutMails } from '../../kit/safety/cut-mails';
import { Held, isInReview } from '../../kit/safety/held';
import type { DraftCheck, StatementPage, StatementView } from '../../kit/safety/wire';
import type { Session } from '../../kit/session';
import type { Message } from '../../kit/wire';
import type { ThreadView } from '../thread-view';

/** What is known of one thread for its reader's safety. */
export class SafetyOf {
  readonly changed = new Listeners();
  readonly cuts: CutMails;
  readonly held: Held;
  readonly coach: Coach;
  private decisions: StatementView[] | null = null;
  private removals = new Set<string>();
  private heard: (() => void)[] = [];

  constructor(
    readonly session: Session,
    readonly conversation: string,
  ) {
    const path = `/v1/conversations/${conversation}/draft-check`;
    this.cuts = new CutMails(session.api, conversation);
    this.held = new Held(session, conversation);
    this.coach = new Coach((text, signal) =>
      session.api.post<DraftCheck>(path, { text }, { signal, tries: 1 }),
    );
  }

  enter(): void {
    const tell = () => this.changed.tell();
    const { session, conversation, held, cuts, coach } = this;
    this.heard = [
      cuts.changed.add(tell),
      coach.changed.add(tell),
      held.changed.add(() => {
        void this.lookForDecisions();
        tell();
      }),
      session.held.add(one => one.conversationId === conversation && void held.load()),
      session.caughtUp.add(() => void held.load()),
    ];
    void held.load();
  }

  leave(): void {
    for (const undo of this.heard) undo();
    this.heard = [];
    this.cuts.stop();
    this.held.stop();
    this.coach.forget();
  }

  look(own: readonly Message[]): void {
    this.cuts.look(own);
    this.held.arrived(own);
    const removals = own.flatMap(({ removed }) => removed?.decision ?? []);
    if (removals.every(id => this.removals.has(id))) return;
    this.removals = new Set(removals);
    void this.lookForDecisions();
  }

  /** The decision that can be contested of what was not let through at this time; null where there is none. */
  decisionAfter(at: string): StatementView | null {
    return (
      this.decisions?.findLast(
        one => one.conversation === this.conversation && one.at >= at && one.redress.includes('appeal'),
      ) ?? null
    );
  }

  /** Of a message that was removed; null until it is known. */
  decision(id: string): StatementView | null {
    return this.decisions?.find(one => one.id === id) ?? null;
  }

  private async lookForDecisions(): Promise<void> {
    const { session, held } = this;
    if (held.items.every(isInReview) && this.removals.size === 0) return;
    try {
      const vendor = session.as.startsWith('vendor:') ? session.as.slice('vendor:'.length) : null;
      const page = await session.api.get<StatementPage>('/v1/decisions', { query: { vendor }, tries: 1 });
      this.decisions = page.items;
      this.changed.tell();
    } catch {
      // Then it says why, and not more.
    }
  }
}

const known = new WeakMap<Session, Map<string, SafetyOf>>();

/** The same for the same thread; null while there is none yet. */
export function safetyOf({ session, conversation, thread }: ThreadView): SafetyOf | null {
  if (!conversation || thread?.state !== 'ready') return null;
  const threads = known.get(session) ?? new Map<string, SafetyOf>();
  known.set(session, threads);
  const of = threads.get(conversation) ?? new SafetyOf(session, conversation);
  threads.set(conversation, of);
  return of;
}
