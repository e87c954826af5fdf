import type { Api } from './api';
import type { Counts } from './wire';

const soonMs = 250;

/** How much is unread, as the server counts it. */
export class Counting {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;
  private answered = 0;

  constructor(
    private readonly api: Api,
    private readonly as: string,
    private readonly tell: (counts: Counts) => void,
  ) {}

  /** Several pushes in a row are one question. */
  soon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.ask().catch(() => undefined);
    }, soonMs);
  }

  /** An answer that was overtaken by a later question's is not told. */
  async ask(): Promise<void> {
    const asked = ++this.asked;
    const counts = await this.api.get<Counts>('/v1/inbox/counts', { query: { as: this.as } });
    if (asked < this.answered) return;
    this.answered = asked;
    this.tell(counts);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
