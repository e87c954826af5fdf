import { backoffMs, pause } from './backoff';
import { Hub } from './hub';
import { Listeners } from './listeners';
import type {
  ConversationPush,
  FeedPush,
  GonePush,
  HerePush,
  MessagePush,
  NotePush,
  PresencePush,
  ReadPush,
  TypingPush,
} from './pushes';
import type { Counts } from './wire';

export interface Pushes {
  message: (push: MessagePush) => void;
  conversation: (push: ConversationPush) => void;
  read: (push: ReadPush) => void;
  typing: (push: TypingPush) => void;
  presence: (push: PresencePush) => void;
  counts: (counts: Counts) => void;
  gone: (push: GonePush) => void;
  feed: (push: FeedPush) => void;
  here: (push: HerePush) => void;
  note: (push: NotePush) => void;
}

export type LiveStatus = 'connecting' | 'live' | 'down';

const tickMs = 5_000;
/** Longer than the minute to which browsers slow a hidden page's timers. */
const sleptMs = 70_000;
/** How long a server may take to greet us. */
const greetingMs = 10_000;

/**
 * The push connection. One loop makes the first and every later connection, with growing, jittered pauses and
 * no last try. After each connection, and whenever the page wakes, `onConnected` has to ask for what was missed;
 * `onMissing` is told after each try that failed, so that a network without WebSockets still gets its messages.
 */
export class Live {
  status: LiveStatus = 'connecting';
  /** Everything that was pushed, also what only a desk knows. */
  readonly heard = new Listeners<[target: string, argument: unknown]>();
  private hub: Hub | null = null;
  private stopped = new AbortController();
  private poke = new AbortController();
  private running = false;
  private tick: ReturnType<typeof setInterval> | undefined;
  private lastTick = 0;

  constructor(
    private readonly address: (retry: boolean) => Promise<string>,
    private readonly pushes: Pushes,
    private readonly onConnected: () => void,
    private readonly onMissing: () => void,
    private readonly onStatus: () => void,
  ) {}

  start(): void {
    if (this.running) return;
    this.running = true;
    this.stopped = new AbortController();
    this.lastTick = Date.now();
    this.tick = setInterval(() => this.noticeSleep(), tickMs);
    document.addEventListener('visibilitychange', this.wake);
    window.addEventListener('online', this.wake);
    window.addEventListener('offline', this.lost);
    window.addEventListener('pageshow', this.wake);
    void this.keepConnected(this.stopped.signal);
  }

  stop(): void {
    if (!this.running) return;
    this.running = false;
    this.stopped.abort();
    this.poke.abort();
    clearInterval(this.tick);
    document.removeEventListener('visibilitychange', this.wake);
    window.removeEventListener('online', this.wake);
    window.removeEventListener('offline', this.lost);
    window.removeEventListener('pageshow', this.wake);
    this.hub?.close();
  }

  private async keepConnected(stopped: AbortSignal): Promise<void> {
    let attempt = 0;
    while (!stopped.aborted) {
      const hub = await this.connect(attempt > 0);
      if (stopped.aborted) return hub?.close();
      if (hub) {
        this.hub = hub;
        attempt = 0;
        this.set('live');
        this.onConnected();
        await hub.closed;
        this.hub = null;
        if (stopped.aborted) return;
      }
      this.set('down');
      if (!hub && attempt > 0) this.onMissing();
      this.poke = new AbortController();
      await pause(backoffMs(attempt++), this.poke.signal);
    }
  }

  private async connect(retry: boolean): Promise<Hub | null> {
    try {
      const hub = new Hub(await this.address(retry && navigator.onLine), (target, argument) =>
        this.dispatch(target, argument),
      );
      const timer = setTimeout(() => hub.close(), greetingMs);
      const ok = await hub.open();
      clearTimeout(timer);
      return ok ? hub : null;
    } catch {
      return null;
    }
  }

  private dispatch(target: string, argument: unknown): void {
    const push = this.pushes[target as keyof Pushes] as ((argument: unknown) => void) | undefined;
    push?.(argument);
    this.heard.tell([target, argument]);
  }

  /** Looks at once whether something was missed, or tries to connect. */
  readonly wake = (): void => {
    if (document.visibilityState === 'hidden') return;
    this.noticeSleep();
    if (this.status === 'live') this.onConnected();
    else this.poke.abort();
  };

  private readonly lost = (): void => this.hub?.close();

  /** A timer that fires far too late means the machine slept: the old socket is not to be trusted. */
  private noticeSleep(): void {
    const slept = Date.now() - this.lastTick > tickMs + sleptMs;
    this.lastTick = Date.now();
    if (slept && document.visibilityState !== 'hidden') this.hub?.close();
  }

  private set(status: LiveStatus): void {
    if (this.status === status) return;
    this.status = status;
    this.onStatus();
  }
}
