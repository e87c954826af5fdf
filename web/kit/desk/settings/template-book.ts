import type { Rendered, Template, TemplatePage, Variable } from '../../answer/wire';
import { Listeners } from '../../listeners';
import { isPassing, Refusal } from '../../problem';
import type { Session } from '../../session';
import type { ConversationRow, InboxPage, Uuid } from '../../wire';

const typedMs = 350;

/** How a text would read for a buyer. */
export interface Preview {
  text: string;
  /** What has no value in this thread. */
  missing: string[];
  /** What is wrong with it, in the server's words, and where. */
  flaw: string;
  span?: { start: number; length: number } | undefined;
  /** Of what is missing: what a person is to fill in. */
  blanks?: string[];
  /** The names of the files that come with it. */
  files?: string;
}

/** The templates that a machine may use, what they can say, and how they read in the newest thread. */
export class TemplateBook {
  readonly changed = new Listeners();
  /** Shared by the team or supplied by the marketplace; null until they are there. */
  templates: Template[] | null = null;
  variables: Variable[] = [];
  /** The thread in which previews are made. */
  sample: ConversationRow | null = null;
  /** The newest threads: among them one may choose. */
  samples: readonly ConversationRow[] = [];
  private readonly previews = new Map<string, Preview | 'asked'>();
  private typed: ReturnType<typeof setTimeout> | undefined;
  private loading: Promise<void> | null = null;

  constructor(private readonly session: Session) {}

  load(): Promise<void> {
    this.loading ??= this.fetch();
    return this.loading;
  }

  name(id: Uuid): string | undefined {
    return this.templates?.find(template => template.id === id)?.name;
  }

  /** Previews are made in this thread from now on. */
  try(conversation: Uuid): void {
    const sample = this.samples.find(({ id }) => id === conversation);
    if (!sample || sample === this.sample) return;
    this.sample = sample;
    this.previews.clear();
    this.changed.tell();
  }

  /** As it reads for a buyer; null while it is not known, or where there is no thread to try it in. */
  preview(template: Uuid | null | undefined, text: string): Preview | null {
    const { sample } = this;
    if (!sample || (!template && !text.trim())) return null;
    const key = template ? `template ${template}` : text;
    const held = this.previews.get(key);
    if (held && held !== 'asked') return held;
    if (!held) {
      clearTimeout(this.typed);
      const ask = () => void this.ask(key, template ?? null, text, sample.id);
      if (template) ask();
      else this.typed = setTimeout(ask, typedMs);
    }
    return null;
  }

  private async fetch(): Promise<void> {
    const { api, as } = this.session;
    const query = { as };
    const took = async <T>(path: string, more: Record<string, string | number>, use: (answer: T) => void) => {
      try {
        use(await api.get<T>(path, { query: { ...query, ...more } }));
        this.changed.tell();
      } catch {
        // Without it there is less to choose from, or no preview.
        this.loading = null;
      }
    };
    await Promise.all([
      took<TemplatePage>('/v1/templates', { limit: 100 }, ({ items }) => {
        this.templates = items.filter(({ scope }) => scope !== 'me');
      }),
      took<{ items: Variable[] } | Variable[]>('/v1/templates/variables', {}, answer => {
        this.variables = Array.isArray(answer) ? answer : answer.items;
      }),
      took<InboxPage>('/v1/inbox', { limit: 30 }, ({ items }) => {
        this.samples = items;
        this.sample ??= items[0] ?? null;
      }),
    ]);
  }

  private async ask(key: string, template: Uuid | null, text: string, conversation: Uuid): Promise<void> {
    this.previews.set(key, 'asked');
    const { sample } = this;
    const { api, as } = this.session;
    const path = template ? `/v1/templates/${template}/render` : '/v1/templates/preview';
    try {
      const body = template ? { conversation } : { text, conversation };
      const { text: read, missing, blanks, files } = await api.post<Rendered>(path, body, { query: { as } });
      this.previews.set(key, {
        text: read,
        missing: [...missing, ...blanks].map(({ name }) => name),
        flaw: '',
        blanks: blanks.map(({ name }) => name),
        files: files.map(({ name }) => name).join(', '),
      });
    } catch (error) {
      if (isPassing(error)) this.previews.delete(key);
      else
        this.previews.set(key, {
          text: '',
          missing: [],
          flaw: error instanceof Refusal ? error.message : '',
          span: error instanceof Refusal ? (error.body.span as Preview['span']) : undefined,
        });
    }
    // Asked for another thread than the one that is shown by now.
    if (sample !== this.sample) this.previews.clear();
    this.changed.tell();
  }
}

const books = new WeakMap<Session, TemplateBook>();

export function templateBookOf(session: Session): TemplateBook {
  let book = books.get(session);
  if (!book) {
    book = new TemplateBook(session);
    books.set(session, book);
  }
  void book.load();
  return book;
}
