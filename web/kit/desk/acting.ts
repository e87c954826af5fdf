import type { Api } from '../api';
import { Listeners } from '../listeners';
import type { Rows } from '../rows';
import { type Effect, effectOf, stillSo, takenBack } from './effect';
import type { Act, Acted, DeskRow, RefusedAct, Undone } from './wire';

/** As many as the server takes at once. */
export const atOnce = 100;

/** Something that was done, and may be taken back. */
export interface Deed {
  act: Act;
  /** How many conversations it changed. */
  count: number;
  refused: RefusedAct[];
  /** What the server calls it; empty when there is nothing to take back. */
  undo: string[];
  changes: Map<string, Change>;
}

interface Change {
  before: Effect;
  after: Effect;
}

/** What acting needs of the desk. */
export interface Hands {
  api: Pick<Api, 'post' | 'delete'>;
  rows: Rows;
  as: string;
  starred: Set<string>;
  unread: Set<string>;
  nameOf(agent: string): string;
  marked(): void;
}

/** Does things to conversations: shown at once, put back where the server says no, and taken back on demand. */
export class Acting {
  /** How far a long act has come. */
  readonly progress = new Listeners<{ done: number; of: number } | null>();
  private readonly done: Deed[] = [];

  constructor(private readonly hands: Hands) {}

  get last(): Deed | null {
    return this.done.at(-1) ?? null;
  }

  /** With `forGood` it is not to be taken back. Throws when nothing could be asked; what was refused one by one stands in the deed. */
  async act(
    act: Act,
    ids: readonly string[],
    { signal, forGood = false }: { signal?: AbortSignal; forGood?: boolean } = {},
  ): Promise<Deed> {
    const changes = this.show(act, ids);
    const deed: Deed = { act, count: 0, refused: [], undo: [], changes };
    for (let at = 0; at < ids.length; at += atOnce) {
      const some = ids.slice(at, at + atOnce);
      if (ids.length > atOnce) this.progress.tell({ done: at, of: ids.length });
      try {
        signal?.throwIfAborted();
        const query = { as: this.hands.as };
        const answer = await this.hands.api.post<Acted>('/v1/inbox/acts', body(act, some), { query });
        this.putBack(
          answer.refused.map(no => no.conversation),
          deed,
        );
        deed.count += some.length - answer.refused.length;
        deed.refused.push(...answer.refused);
        if (answer.undo) deed.undo.push(answer.undo);
      } catch (error) {
        this.putBack(ids.slice(at), deed);
        this.progress.tell(null);
        if (at === 0) throw error;
        break;
      }
    }
    this.progress.tell(null);
    if (deed.undo.length > 0 && !forGood) this.done.push(deed);
    return deed;
  }

  /** Takes back the deed, or the last one; `left` says how many others have changed since. */
  async undo(deed = this.last): Promise<Undone | null> {
    if (!deed) return null;
    this.done.splice(this.done.indexOf(deed), 1);
    const all: Undone = { undone: 0, left: 0 };
    for (const undo of deed.undo) {
      const query = { as: this.hands.as };
      const { undone, left } = await this.hands.api.delete<Undone>(`/v1/inbox/acts/${undo}`, { query });
      all.undone += undone;
      all.left += left;
    }
    this.putBack([...deed.changes.keys()], deed);
    return all;
  }

  private show(act: Act, ids: readonly string[]): Map<string, Change> {
    const { rows, starred, unread } = this.hands;
    const changes = new Map<string, Change>();
    for (const id of ids) {
      const row = rows.get(id) as DeskRow | undefined;
      if (!row) continue;
      const before: Effect = { row, marks: { starred: starred.has(id), unread: unread.has(id) } };
      const after = effectOf(act, row, before.marks, agent => this.hands.nameOf(agent));
      changes.set(id, { before, after });
      this.mark(id, after);
      if (after.row !== row) rows.expect(after.row);
    }
    this.hands.marked();
    return changes;
  }

  /** What the deed changed goes back to how it was, unless it is otherwise again by now. */
  private putBack(ids: readonly string[], { act, changes }: Deed): void {
    if (ids.length === 0) return;
    for (const id of ids) {
      const change = changes.get(id);
      const now = this.hands.rows.get(id) as DeskRow | undefined;
      if (!change || !now || !stillSo(act, now, change.after.row)) continue;
      this.mark(id, change.before);
      const back = takenBack(act, now, change.before.row);
      if (back !== now) this.hands.rows.expect(back);
    }
    this.hands.marked();
  }

  private mark(id: string, { marks }: Effect): void {
    const { starred, unread } = this.hands;
    marks.starred ? starred.add(id) : starred.delete(id);
    marks.unread ? unread.add(id) : unread.delete(id);
  }
}

function body(act: Act, conversations: readonly string[]) {
  return { conversations, act };
}
