import type { Session } from '../session';
import { keep, recall } from '../storage';
import { filingOf } from './folders';
import type { DeskRow } from './wire';

/** Of those that were seen, the newest so many are remembered. */
const remembered = 200;

/**
 * Requests that the marketplace put straight into the spam folder. The server does not say who put a thread there: one of which nobody of the
 * team has ever read a word is taken for such a request, but for what a hand put there while this page was open. They are told once, until
 * somebody looks or does not want to hear of them.
 */
export class Suspicious {
  private readonly elsewhere = new Set<string>();
  private readonly key: string;
  private seen: Set<string>;
  private counted = 0;
  private readonly stop: () => void;

  /** `load` asks for what is in the folder. */
  constructor(
    private readonly session: Pick<Session, 'rows' | 'as'>,
    private readonly load: () => void,
  ) {
    this.key = `parley:suspicious:${session.as}`;
    this.seen = new Set(recall<string[]>(this.key) ?? []);
    for (const row of session.rows.all()) this.look(row as DeskRow);
    this.stop = session.rows.changed.add(row => row && this.look(row as DeskRow));
  }

  close(): void {
    this.stop();
  }

  /** How many the server counts in the folder: asks for them only when that is another number. */
  count(spam: number): void {
    if (spam === this.counted) return;
    this.counted = spam;
    if (spam > 0) this.load();
  }

  get ids(): string[] {
    return this.session.rows
      .all()
      .filter(row => isSpam(row as DeskRow) && row.unread > 0 && row.readSeq === 0 && !this.seen.has(row.id))
      .map(({ id }) => id);
  }

  /** Nothing more of these, until there is another one. */
  dismiss(ids: readonly string[] = this.ids): void {
    if (ids.length === 0) return;
    // Another tab may have dismissed some, too.
    const all = [...(recall<string[]>(this.key) ?? []), ...this.seen, ...ids];
    this.seen = new Set([...new Set(all)].slice(-remembered));
    keep(this.key, [...this.seen]);
  }

  private look(row: DeskRow): void {
    if (!isSpam(row)) this.elsewhere.add(row.id);
    else if (this.elsewhere.delete(row.id)) this.dismiss([row.id]);
  }
}

const isSpam = (row: DeskRow): boolean => filingOf(row).place === 'spam';
