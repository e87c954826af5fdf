import type { Api } from '../api';
import { Listeners } from '../listeners';
import type { NotePush } from '../pushes';
import type { Uuid } from '../wire';
import type { Note, NotePage } from './wire';

/** What the team wrote for itself beside one thread, oldest first. Taking the same note twice changes nothing. */
export class Notes {
  items: readonly Note[] = [];
  state: 'new' | 'loading' | 'ready' | 'failed' = 'new';
  readonly changed = new Listeners();

  constructor(
    private readonly api: Api,
    readonly conversation: string,
  ) {}

  async load(): Promise<void> {
    if (this.state === 'loading') return;
    this.state = 'loading';
    try {
      let after: string | null = null;
      do {
        const page: NotePage = await this.api.get<NotePage>(this.path, { query: { after } });
        for (const note of page.items) this.place(note);
        after = page.cursor;
      } while (after);
      this.state = 'ready';
    } catch {
      this.state = 'failed';
    }
    this.changed.tell();
  }

  heard(push: NotePush): void {
    if (push.conversationId === this.conversation) this.take(push.note);
  }

  /** The same `id` again is the same note. */
  async write(id: Uuid, text: string, mentions: readonly string[]): Promise<void> {
    this.take(await this.api.post<Note>(this.path, { clientNoteId: id, text, mentions }));
  }

  async edit(note: Note, text: string, mentions: readonly string[]): Promise<void> {
    this.take(await this.api.put<Note>(`${this.path}/${note.id}`, { text, mentions }));
  }

  async remove(note: Note): Promise<void> {
    this.take(await this.api.delete<Note>(`${this.path}/${note.id}`));
  }

  private get path(): string {
    return `/v1/conversations/${this.conversation}/notes`;
  }

  private take(note: Note): void {
    this.place(note);
    this.changed.tell();
  }

  private place(note: Note): void {
    const held = this.items.find(({ id }) => id === note.id);
    if (held && lastChange(held) > lastChange(note)) return;
    this.items = [...this.items.filter(({ id }) => id !== note.id), note].sort(
      (a, b) => a.afterSeq - b.afterSeq || Date.parse(a.at) - Date.parse(b.at),
    );
  }
}

function lastChange({ at, editedAt, removedAt, erased }: Note): number {
  return erased ? Number.POSITIVE_INFINITY : Date.parse(removedAt ?? editedAt ?? at);
}
