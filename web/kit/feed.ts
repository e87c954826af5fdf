const stragglersMs = 400;

/**
 * Watches the party's feed numbers, which are contiguous. Pushes of different conversations may swap,
 * so a gap gets a moment to close by itself before the rest is asked for.
 */
export class Feed {
  /** Everything up to this number is held. Null until the first answer said where we are. */
  have: number | null = null;
  private readonly ahead = new Set<number>();
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly catchUp: () => void,
    private readonly advanced: (feed: number) => void,
  ) {}

  /** A push with this number was handled. */
  saw(feed: number): void {
    if (this.have === null || feed <= this.have) return;
    this.ahead.add(feed);
    this.advance(this.have);
  }

  /** An answer of the server covers everything up to this number. */
  reached(feed: number): void {
    if (this.have !== null && feed <= this.have) return;
    this.advance(feed);
  }

  /** The server said to forget all: numbers start again from here. */
  restart(feed: number): void {
    this.ahead.clear();
    this.have = null;
    this.advance(feed);
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private advance(from: number): void {
    const before = this.have;
    let to = from;
    while (this.ahead.delete(to + 1)) to++;
    for (const seen of this.ahead) if (seen <= to) this.ahead.delete(seen);
    this.have = to;
    this.watchGap();
    if (to !== before) this.advanced(to);
  }

  private watchGap(): void {
    if (this.ahead.size === 0) {
      this.stop();
      return;
    }
    this.timer ??= setTimeout(() => {
      this.timer = null;
      if (this.ahead.size > 0) this.catchUp();
    }, stragglersMs);
  }
}
