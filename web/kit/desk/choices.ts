import type { Api } from '../api';
import { Listeners } from '../listeners';
import type { FilterChoice } from './wire';

const askAfterMs = 220;

/** The filters whose values only the server knows. */
export type ChoiceFilter = 'subject' | 'orderState' | 'topic';

/** What can be chosen for the filter whose menu is open, as the server offers it; subjects as one writes. */
export class Choices {
  readonly changed = new Listeners();
  state: 'loading' | 'ready' | 'failed' = 'loading';
  trouble: unknown = null;
  items: readonly FilterChoice[] = [];
  /** What the items were asked for with. */
  answered = '';
  private filter: ChoiceFilter = 'subject';
  private text = '';
  /** What was offered before anything was written, so that a menu that is opened again is not empty. */
  private readonly kept = new Map<ChoiceFilter, readonly FilterChoice[]>();
  private readonly titles = new Map<string, string>();
  private asking: AbortController | null = null;
  private later: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly api: Pick<Api, 'get'>,
    private readonly as: string,
  ) {}

  open(filter: ChoiceFilter): void {
    this.filter = filter;
    this.items = this.kept.get(filter) ?? [];
    this.answered = '';
    this.ask('', 0);
  }

  /** Asks for subjects once one pauses; there are too many to have all of them. */
  seek(text: string): void {
    if (this.filter === 'subject' && text.trim() !== this.text) this.ask(text.trim(), askAfterMs);
  }

  again(): void {
    this.ask(this.text, 0);
  }

  titleOf(value: string): string | undefined {
    return this.titles.get(value);
  }

  private ask(text: string, afterMs: number): void {
    clearTimeout(this.later);
    this.asking?.abort();
    this.text = text;
    this.state = 'loading';
    if (afterMs > 0) this.later = setTimeout(() => void this.fetch(), afterMs);
    else void this.fetch();
    this.changed.tell();
  }

  private async fetch(): Promise<void> {
    this.asking = new AbortController();
    const { signal } = this.asking;
    const { as, filter, text } = this;
    const query = { as, filter, q: text || null };
    try {
      const page = await this.api.get<{ items: FilterChoice[] }>('/v1/inbox/choices', { query, signal });
      if (signal.aborted) return;
      this.items = page.items;
      this.answered = text;
      this.state = 'ready';
      if (!text) this.kept.set(filter, page.items);
      for (const { value, title } of page.items) if (title) this.titles.set(value, title);
    } catch (error) {
      if (signal.aborted) return;
      this.items = [];
      this.trouble = error;
      this.state = 'failed';
    }
    this.changed.tell();
  }
}
