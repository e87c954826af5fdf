import { Listeners } from '../listeners';
import type { Session } from '../session';
import type { NoticePage, NoticeView } from './wire';

/** What somebody was told, and was not, newest first; of one thread where one is named. */
export class NoticeLog {
  readonly changed = new Listeners();
  state: 'new' | 'loading' | 'ready' | 'failed' = 'new';
  trouble: unknown = null;
  items: NoticeView[] = [];
  private cursor: string | null = null;
  private turn = 0;

  constructor(
    private readonly session: Session,
    private thread: string | null = null,
  ) {}

  get conversation(): string | null {
    return this.thread;
  }

  get hasMore(): boolean {
    return this.cursor !== null;
  }

  only(conversation: string | null): void {
    this.thread = conversation;
    this.items = [];
    void this.load();
  }

  load(): Promise<void> {
    this.cursor = null;
    return this.ask(true);
  }

  more(): Promise<void> {
    return this.state === 'loading' ? Promise.resolve() : this.ask(false);
  }

  private async ask(anew: boolean): Promise<void> {
    const turn = ++this.turn;
    this.state = 'loading';
    this.changed.tell();
    const { api, as } = this.session;
    try {
      const query = { as, conversation: this.thread, cursor: anew ? null : this.cursor };
      const page = await api.get<NoticePage>('/v1/notices', { query });
      if (turn !== this.turn) return;
      this.items = anew ? page.items : [...this.items, ...page.items];
      this.cursor = page.cursor;
      this.state = 'ready';
    } catch (error) {
      if (turn !== this.turn) return;
      this.trouble = error;
      this.state = 'failed';
    }
    this.changed.tell();
  }
}
