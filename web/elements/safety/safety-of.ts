import { Listeners } from '../../kit/listeners';
import { Blocking } from '../../kit/safety/blocking';
import { Coach } from '../../kit/safety/coach';
import { CutMails } from '../../kit/safety/cut-mails';
import { Decisions } from '../../kit/safety/decisions';
import { Held, isInReview } from '../../kit/safety/held';
import type { DraftCheck } from '../../kit/safety/wire';
import type { Session } from '../../kit/session';
import type { Message } from '../../kit/wire';
import type { ThreadView } from '../thread-view';

/** What is known of one thread for its reader's safety. */
export class SafetyOf {
  readonly changed = new Listeners();
  readonly cuts: CutMails;
  readonly held: Held;
  readonly coach: Coach;
  readonly decisions: Decisions;
  readonly blocking: Blocking;
  private heard: (() => void)[] = [];

  constructor(
    readonly session: Session,
    readonly conversation: string,
  ) {
    const path = `/v1/conversations/${conversation}/draft-check`;
    this.cuts = new CutMails(session.api, conversation);
    this.held = new Held(session, conversation);
    this.decisions = new Decisions(session, conversation);
    this.blocking = new Blocking(session, conversation);
    this.coach = new Coach((text, signal) =>
      session.api.post<DraftCheck>(path, { text }, { signal, tries: 1 }),
    );
  }

  enter(): void {
    const tell = () => this.changed.tell();
    const { session, conversation, held, cuts, coach, decisions, blocking } = this;
    this.heard = [
      cuts.changed.add(tell),
      coach.changed.add(tell),
      held.changed.add(tell),
      decisions.changed.add(tell),
      session.live.heard.add(push => blocking.heard(push)),
      session.held.add(one => one.conversationId === conversation && void held.load()),
      session.caughtUp.add(() => {
        void held.load();
        blocking.refresh();
      }),
    ];
    void held.load();
    blocking.enter();
  }

  leave(): void {
    for (const undo of this.heard) undo();
    this.heard = [];
    this.cuts.stop();
    this.held.stop();
    this.coach.forget();
  }

  look(messages: readonly Message[], own: readonly Message[]): void {
    this.cuts.look(own);
    this.held.arrived(own);
    const refused = this.held.items.filter(item => !isInReview(item)).length;
    const view = this.session.rows.view(this.conversation);
    const restricted = view?.whyNot === 'restricted' && !view.blocked;
    const kept = own.filter(message => message.removed?.decision || message.masked).length;
    // A conversation that nobody has answered may have been laid aside.
    const alone =
      own.length && this.session.as === 'buyer' && !messages.some(({ author }) => author.party === 'vendor');
    this.decisions.look(messages, refused + kept + (alone ? 1 : 0), restricted);
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
