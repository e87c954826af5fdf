import type { Session } from '../../session';
import type { ConversationRow, ConversationView, InboxPage, Uuid } from '../../wire';
import type { Act, Acted } from '../wire';

/** What can be done with a thread as a whole, beside answering it. */
export class ThreadWork {
  constructor(private readonly session: Session) {}

  /** Other threads of the same buyer that a double one can become part of: the newest, among the newest five hundred. */
  async alike(row: ConversationRow): Promise<ConversationRow[]> {
    const { api, as, rows } = this.session;
    let cursor: string | undefined;
    for (let pages = 0; pages < 5; pages++) {
      const query = { as, folder: 'all', sort: 'time', limit: 100, cursor };
      const page = await api.get<InboxPage>('/v1/inbox', { query });
      for (const one of page.items) rows.put(one);
      const found = page.items.filter(
        one => one.with.id === row.with.id && one.id !== row.id && one.state === 'open',
      );
      if (found.length > 0 || !page.cursor) return found;
      cursor = page.cursor;
    }
    return [];
  }

  async merge(id: Uuid, into: Uuid): Promise<void> {
    const { api, rows } = this.session;
    rows.put(await api.post<ConversationView>(`/v1/conversations/${id}/merge`, { into }, { tries: 1 }));
    await this.session.refreshView(id).catch(() => undefined);
  }

  async unmerge(id: Uuid): Promise<void> {
    const { api, rows } = this.session;
    rows.put(await api.delete<ConversationView>(`/v1/conversations/${id}/merge`));
  }

  async move(id: Uuid, to: MovedTo): Promise<void> {
    const { api, rows } = this.session;
    rows.put(await api.post<ConversationView>(`/v1/conversations/${id}/move`, to, { tries: 1 }));
  }

  /** To a colleague, with a word to them that buyers do not see, in one act. Answers what takes both back. */
  async handOver(id: Uuid, agent: string, note: string): Promise<Uuid | null> {
    const { api, as } = this.session;
    const act: Act = { type: 'assign', agent };
    if (note) act.note = { clientNoteId: crypto.randomUUID(), text: note };
    const body = { conversations: [id], act };
    const acted = await api.post<Acted>('/v1/inbox/acts', body, { query: { as } });
    const [no] = acted.refused;
    if (no) throw new Error(no.detail);
    return acted.undo;
  }

  async undo(act: Uuid): Promise<void> {
    const { api, as } = this.session;
    await api.delete(`/v1/inbox/acts/${act}`, { query: { as } });
  }
}

export type MovedTo = { topic: string } | { subject: { kind: string; id: string } };

/** What somebody entered: a topic, or the number of a listing or an order. */
export function movedTo(kind: string, word: string): MovedTo | null {
  const text = word.trim();
  if (!text) return null;
  return kind === 'topic' ? { topic: text } : { subject: { kind, id: text } };
}

/** Where a thread belongs now; moving it back leads there. */
export function placeOf({ subject, topic }: ConversationRow): MovedTo | null {
  if (subject) return { subject: { kind: subject.kind, id: subject.id } };
  return topic ? { topic } : null;
}
