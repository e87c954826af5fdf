import { Listeners } from '../../kit/listeners';
import { CutMails } from '../../kit/safety/cut-mails';
import type { Session } from '../../kit/session';
import type { Message } from '../../kit/wire';
import type { ThreadView } from '../thread-view';

/** What is known of one thread for its reader's safety. */
export class SafetyOf {
  readonly changed = new Listeners();
  readonly cuts: CutMails;
  private heard: (() => void)[] = [];

  constructor(
    readonly session: Session,
    readonly conversation: string,
  ) {
    this.cuts = new CutMails(session.api, conversation);
  }

  enter(): void {
    const tell = () => this.changed.tell();
    this.heard = [this.cuts.changed.add(tell)];
  }

  leave(): void {
    for (const undo of this.heard) undo();
    this.heard = [];
    this.cuts.stop();
  }

  look(own: readonly Message[]): void {
    this.cuts.look(own);
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
