import type { Api } from '../api';

const everyMs = 10_000;
const writesForMs = 6_000;

/** Tells the team what one does in a thread, for as long as it is on the screen. */
export class Signs {
  private timer: ReturnType<typeof setInterval> | undefined;
  private said: 'reading' | 'writing' | 'left' = 'left';
  private typedAt = 0;

  constructor(
    private readonly api: Api,
    readonly conversation: string,
  ) {}

  begin(): void {
    document.addEventListener('visibilitychange', this.look);
    window.addEventListener('pagehide', this.leave);
    window.addEventListener('pageshow', this.look);
    this.look();
  }

  end(): void {
    document.removeEventListener('visibilitychange', this.look);
    window.removeEventListener('pagehide', this.leave);
    window.removeEventListener('pageshow', this.look);
    this.leave();
  }

  typed(): void {
    this.typedAt = Date.now();
    if (this.timer && this.said !== 'writing') this.sign();
  }

  /** What was written went out. */
  sent(): void {
    this.typedAt = 0;
    if (this.said === 'writing') this.sign();
  }

  private readonly look = (): void => {
    if (document.visibilityState === 'hidden') this.leave();
    else if (!this.timer) {
      this.timer = setInterval(() => this.sign(), everyMs);
      this.sign();
    }
  };

  private readonly leave = (): void => {
    if (!this.timer) return;
    clearInterval(this.timer);
    this.timer = undefined;
    this.tell('left');
  };

  private sign(): void {
    this.tell(Date.now() - this.typedAt < writesForMs ? 'writing' : 'reading');
  }

  /** The next sign makes good for one that was lost. */
  private tell(doing: Signs['said']): void {
    this.said = doing;
    this.api
      .post(`/v1/conversations/${this.conversation}/presence`, { doing }, { tries: 1, keepalive: true })
      .catch(() => undefined);
  }
}
