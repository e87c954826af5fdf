import type { Api } from './api';
import { isPassing } from './problem';
import type { Rows } from './rows';
import type { Uuid } from './wire';

/** Tells the server how far one has read: once per step forward, and again what it could not hear. */
export class ReadMarks {
  private readonly asking = new Map<Uuid, number>();
  private readonly owed = new Map<Uuid, number>();

  constructor(
    private readonly api: Api,
    private readonly rows: Rows,
  ) {}

  /**
   * Everything up to `seq` was seen. When the thread just came before somebody's eyes, it is said also when nothing is new: what presses in
   * it was seen, too.
   */
  mark(id: Uuid, seq: number, opening = false): void {
    const row = this.rows.get(id);
    if (!row || (!opening && seq <= Math.max(row.readSeq, this.asking.get(id) ?? 0))) return;
    this.asking.set(id, seq);
    this.api
      .put<{ readSeq: number; unread: number }>(`/v1/conversations/${id}/read`, { seq })
      .then(answer => this.rows.ownRead(id, answer.readSeq, answer.unread))
      .catch(error => {
        if (isPassing(error)) this.owed.set(id, Math.max(seq, this.owed.get(id) ?? 0));
      })
      .finally(() => {
        if (this.asking.get(id) === seq) this.asking.delete(id);
      });
  }

  /** The server is within reach again. */
  again(): void {
    const owed = [...this.owed];
    this.owed.clear();
    for (const [id, seq] of owed) this.mark(id, seq);
  }
}
