import type { Session } from '../session';
import type { ConversationView } from '../wire';

/** With whom a thread is, where the page knows it; asks for what it does not know, once, and tells when it is there. */
export class ThreadNames {
  private readonly asked = new Set<string>();

  constructor(
    private readonly session: Session,
    private readonly known: () => void,
  ) {}

  of(conversation: string): string {
    const row = this.session.rows.get(conversation);
    if (row) return [row.with.name, row.subject?.title ?? row.topic].filter(Boolean).join(' · ');
    this.ask(conversation);
    return '';
  }

  private ask(conversation: string): void {
    if (this.asked.has(conversation)) return;
    this.asked.add(conversation);
    this.session.api
      .get<ConversationView>(`/v1/conversations/${conversation}`)
      .then(view => this.session.rows.put(view))
      .then(this.known)
      .catch(() => undefined); // a thread that one does not see any more has no name
  }
}
