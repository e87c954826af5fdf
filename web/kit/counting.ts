import type { Api } from './api';
import type { Counts } from './wire';

/** How much is unread, as the server counts it: asked for after each connection, pushed when it changes. */
export class Counting {
  private asked = 0;
  private newest = 0;

  constructor(
    private readonly api: Api,
    private readonly as: string,
    private readonly tell: (counts: Counts) => void,
  ) {}

  /** An answer that was overtaken by a push or a later question's answer is not told. */
  async ask(): Promise<void> {
    const asked = ++this.asked;
    const counts = await this.api.get<Counts>('/v1/inbox/counts', { query: { as: this.as } });
    if (asked < this.newest) return;
    this.newest = asked;
    this.tell(counts);
  }

  pushed(counts: Counts): void {
    this.newest = ++this.asked;
    this.tell(counts);
  }
}
