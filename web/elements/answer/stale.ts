import type { Message } from '../../kit/wire';
import type { ThreadView } from '../thread-view';

/** A colleague's answer that came while one was writing. */
export interface Answered {
  seq: number;
  name: string;
  at: number;
  /** The server stopped ours; else theirs came in time to be seen. */
  stopped: boolean;
}

/** Enter, pressed in the same moment as theirs came, is not "anyway". */
const readMs = 1_000;

/** Finds out that somebody of the team answered in between, and keeps what was written. */
export class Stale {
  now: Answered | null = null;
  private since = 0;
  private known = 0;
  private place: string | null = null;

  constructor(
    private readonly view: () => ThreadView,
    private readonly changed: () => void,
    /** A text came back that was made with these templates. */
    private readonly cameBack: (templates: readonly string[], text: string) => void,
  ) {}

  /** After each change of the thread or of what is on its way. */
  look(): void {
    const { thread, conversation, session, composer } = this.view();
    if (conversation !== this.place) {
      this.place = conversation;
      this.now = null;
      this.known = 0;
    }
    if (thread?.state !== 'ready' || !conversation) return;
    if (this.known === 0) this.known = thread.lastSeq;
    const theirs = thread.messages.findLast(message => message.seq > this.known && this.byColleague(message));
    this.known = Math.max(this.known, thread.lastSeq);
    // What one has just sent oneself is not answered by it; what stands in the composer is.
    if (theirs && composer?.text.trim() && !composer.editing) this.meet(theirs);
    const item = session.outbox
      ?.list(conversation)
      .find(({ state, code }) => state === 'failed' && code === 'answered-meanwhile');
    if (!item || !this.view().canWrite) return;
    const { seq, by, secondsAgo } = (item.problem ?? {}) as Partial<Problem>;
    // Once in the composer, it is its own again.
    this.view().messageActions.rewrite(item.clientMessageId);
    this.cameBack(item.extra?.templates ?? [], item.text);
    this.set({
      seq: seq ?? thread.lastSeq,
      name: by?.name ?? '',
      at: Date.now() - (secondsAgo ?? 0) * 1000,
      stopped: true,
    });
    void this.lead();
  }

  /** Leads to the colleague's message and back into the text. */
  async lead(): Promise<void> {
    const { now } = this;
    const view = this.view();
    if (!now || !view.thread) return;
    if (view.thread.lastSeq < now.seq) await this.arrival(now.seq);
    await view.updateComplete;
    await view.goTo(now.seq);
    mark(view, now.seq);
    view.composer?.focus();
  }

  /** Whether the text may go out; once their answer could be read it may. */
  passes(anyway: boolean): boolean {
    if (!this.now) return true;
    return anyway || Date.now() - this.since > readMs;
  }

  clear(): void {
    if (!this.now) return;
    this.now = null;
    unmark(this.view());
    this.changed();
  }

  private meet(theirs: Message): void {
    const { author, at, seq } = theirs;
    this.set({
      seq,
      name: author.agentName ?? author.name,
      at: Date.parse(at),
      stopped: this.now?.stopped ?? false,
    });
  }

  private set(answered: Answered): void {
    if (this.now && this.now.seq > answered.seq) return;
    this.now = answered;
    this.since = Date.now();
    this.changed();
  }

  private byColleague({ author, kind }: Message): boolean {
    return kind === 'text' && author.party === 'vendor' && author.agentId !== this.view().session.person;
  }

  private arrival(seq: number): Promise<void> {
    const { thread, session, conversation } = this.view();
    void session.refreshView(conversation ?? '').catch(() => undefined);
    return new Promise(done => {
      const over = () => {
        clearTimeout(timer);
        undo?.();
        done();
      };
      const timer = setTimeout(over, 5_000);
      const undo = thread?.changed.add(() => (thread.lastSeq >= seq ? over() : undefined));
    });
  }
}

interface Problem {
  seq: number;
  by: { id: string; name: string };
  secondsAgo: number;
}

/** A mark that stays on a message, until another one gets it. */
export function mark(view: HTMLElement, seq: number): void {
  unmark(view);
  view.querySelector(`.message[data-seq="${seq}"]`)?.setAttribute('data-marked', '');
}

export function unmark(view: HTMLElement): void {
  view.querySelector('[data-marked]')?.removeAttribute('data-marked');
}
