import type { TemplateResult } from 'lit';
import type { Entry } from '../grouping';
import { Listeners } from '../listeners';
import type { Session } from '../session';
import type { Instant, Message, Uuid } from '../wire';
import type { HeldList, OwnHeld } from './wire';

/** While something is in review, how often its author's page asks what became of it. */
const everyMs = 15_000;

/** Messages of one's own in one thread that people look at first, and those that they did not let through. */
export class Held {
  readonly changed = new Listeners();
  items: OwnHeld[] = [];
  private timer: ReturnType<typeof setInterval> | undefined;
  private turn = 0;

  constructor(
    private readonly session: Session,
    private readonly conversation: Uuid,
  ) {}

  async load(): Promise<void> {
    const turn = ++this.turn;
    try {
      const path = `/v1/conversations/${this.conversation}/held`;
      const { items } = await this.session.api.get<HeldList>(path, { tries: 1 });
      if (turn === this.turn) this.become(items);
    } catch {
      // Whatever is known stands; the next message, connection or turn asks again.
    }
  }

  /** One that was let through is a message like others. */
  arrived(messages: readonly Message[]): void {
    const there = new Set(messages.map(({ clientMessageId }) => clientMessageId));
    const left = this.items.filter(({ clientMessageId }) => !there.has(clientMessageId));
    if (left.length < this.items.length) this.become(left);
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private become(items: OwnHeld[]): void {
    const same = JSON.stringify(items) === JSON.stringify(this.items);
    this.items = items;
    if (!items.some(isInReview)) this.stop();
    else
      this.timer ??= setInterval(() => {
        if (document.visibilityState !== 'hidden') void this.load();
      }, everyMs);
    if (!same) this.changed.tell();
  }
}

export const isInReview = ({ state }: OwnHeld): boolean => state === 'in-review';

/** Each stands after what was there when it came about. */
export function withAsides<T extends { key: string; at: Instant }>(
  entries: readonly Entry[],
  items: readonly T[],
  draw: (item: T) => TemplateResult,
): Entry[] {
  const all = [...entries];
  for (const item of items) {
    const entry: Entry = { kind: 'aside', key: item.key, draw: () => draw(item) };
    const next = all.findIndex(other => began(other) > item.at);
    all.splice(next < 0 ? all.length : next, 0, entry);
  }
  return all;
}

/** When the first of it was written; nothing for what has no time of its own. */
function began(entry: Entry): string {
  if (entry.kind === 'group') return (entry.items[0]?.message ?? entry.items[0]?.pending)?.at ?? '';
  return entry.kind === 'system' ? entry.message.at : '';
}
