import type { LitElement, ReactiveController } from 'lit';
import type { Session } from '../kit/session';
import type { Thread } from '../kit/thread';
import { ScrollKeeper } from './scroll-keeper';

const loadEarlierPx = 400;

/** Where one reads: at the "New" mark first, then wherever one scrolls. What comes into view is read. */
export class Reading implements ReactiveController {
  /** Messages that came while the newest were out of view. */
  below = 0;
  private placed = false;
  /** Said since the thread, or the page with it, came to the fore. */
  private opened = false;
  private seen = 0;
  private session: Session | null = null;
  private thread: Thread | null = null;
  private log: HTMLElement | null = null;
  private readonly keeper: ScrollKeeper;

  constructor(private readonly host: LitElement) {
    host.addController(this);
    this.keeper = new ScrollKeeper(host, () => this.moved());
  }

  get atNewest(): boolean {
    return this.keeper.atBottom;
  }

  /** The last message that is, or was, on the screen. */
  get seenSeq(): number {
    return Math.max(this.keeper.lastSeenSeq(), this.seen);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.markRead);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.markRead);
  }

  enter(session: Session, thread: Thread | null): void {
    this.session = session;
    this.thread = thread;
    this.placed = false;
    this.opened = false;
    this.seen = 0;
    this.stayAtNewest();
  }

  /** After each rendering: goes to its first place as soon as there are messages. */
  follow(log: HTMLElement | null): void {
    this.log = log;
    this.keeper.watch(log);
    if (this.placed || this.thread?.state !== 'ready') return;
    this.placed = true;
    const mark = log?.querySelector('.new');
    if (mark) this.keeper.toElement(mark, 'start');
    else this.keeper.toBottom();
    this.moved();
  }

  arrived(): void {
    if (!this.atNewest) this.below++;
    void this.host.updateComplete.then(() => this.markRead());
  }

  stayAtNewest(): void {
    this.keeper.atBottom = true;
    this.below = 0;
  }

  toNewest(): void {
    this.stayAtNewest();
    this.keeper.toBottom(true);
  }

  /** Leads to a message, or to another place beside it, loading what lies before it. */
  async goTo(seq: number, place = `[data-seq="${seq}"]`): Promise<void> {
    await this.thread?.loadUntil(seq);
    await this.host.updateComplete;
    const target = this.log?.querySelector<HTMLElement>(place);
    if (target) this.keeper.show(target);
  }

  private moved(): void {
    if (this.atNewest) this.below = 0;
    this.markRead();
    if (this.log && this.placed && this.log.scrollTop < loadEarlierPx) void this.thread?.loadBefore();
  }

  private readonly markRead = (): void => {
    const { session, thread } = this;
    const hidden = document.visibilityState === 'hidden';
    if (hidden) this.opened = false;
    if (!this.placed || !session || !thread || hidden) return;
    const seq = this.keeper.lastSeenSeq();
    this.seen = Math.max(this.seen, seq);
    if (seq > 0) {
      session.readMarks.mark(thread.id, seq, !this.opened);
      this.opened = true;
    }
  };
}
