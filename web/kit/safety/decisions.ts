import { Listeners } from '../listeners';
import type { Session } from '../session';
import type { Message, Uuid } from '../wire';
import type { StatementPage, StatementView } from './wire';

/** What a thread says where the marketplace decided something. */
const tells = new Set([
  'decision-made',
  'decision-undone',
  'conversation-closed',
  'conversation-frozen',
  'conversation-reopened',
  'conversation-thawed',
]);

/** What the policy did to a message is on record when this is over. */
const recordedMs = 3_000;

const masks = 'mask-text';

/** What lasts, wherever it was decided. */
const lasting = new Set(['mute', 'pause-threads', 'suspend', 'block-pair']);

/** What the marketplace decided about the reader, or about the vendor for whom they read: their own statements, nobody else's. */
export class Decisions {
  readonly changed = new Listeners();
  private all: StatementView[] = [];
  private loaded = '';

  constructor(
    private readonly session: Session,
    private readonly conversation: Uuid,
  ) {}

  /**
   * Asks anew when there is a new reason to: a line that tells of a decision, messages that were not let through, removed, hidden in part or
   * not answered yet, or that the reader may not write. Most threads have none, and nobody asks.
   */
  look(messages: readonly Message[], kept: number, restricted: boolean): void {
    const told = messages.filter(
      ({ event }) => event && tells.has(event.type) && event.data?.by === 'platform',
    );
    if (told.length + kept === 0 && !restricted) return;
    const reason = `${told.at(-1)?.seq} ${kept} ${restricted}`;
    if (reason === this.loaded) return;
    this.loaded = reason;
    void this.load();
    if (kept) setTimeout(() => void this.load(), recordedMs);
  }

  async load(): Promise<void> {
    const { as, api } = this.session;
    const vendor = as.startsWith('vendor:') ? as.slice('vendor:'.length) : null;
    try {
      const pages = await Promise.all(
        (vendor ? [null, vendor] : [null]).map(vendor =>
          api.get<StatementPage>('/v1/decisions', { query: { vendor }, tries: 1 }),
        ),
      );
      this.all = pages.flatMap(({ items }) => items).sort((a, b) => (a.at < b.at ? -1 : 1));
      this.changed.tell();
    } catch {
      this.loaded = ''; // the next line or connection asks again
    }
  }

  /** Those about this conversation, and those that keep the reader from writing anywhere. Oldest first. */
  get here(): StatementView[] {
    const now = new Date().toISOString();
    const holds = ({ act, until, upheld, endedAt }: StatementView) =>
      lasting.has(act) && upheld !== false && !endedAt && (until === null || until > now);
    return this.all.filter(one =>
      one.conversation === this.conversation
        ? one.act !== masks // that stands under its message
        : one.act !== 'block-pair' && holds(one),
    );
  }

  /** Why something of this message is hidden from the other side. */
  mask(seq: number): StatementView | null {
    return (
      this.all.findLast(
        one => one.act === masks && one.conversation === this.conversation && one.seq === seq,
      ) ?? null
    );
  }

  /** Null until it is known. */
  find(id: Uuid): StatementView | null {
    return this.all.find(one => one.id === id) ?? null;
  }
}
