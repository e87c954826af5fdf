import type { Session } from '../session';
import type {
  AttachedFiles,
  FileCopy,
  Macro,
  MacroList,
  MacroRun,
  QuickReply,
  QuickReplyList,
  Rendered,
  Template,
  TemplatePage,
} from './wire';

/** What is called as one writes comes first, then as the server has it: what is used most in such threads. */
export function ranked(items: readonly Template[], q: string): Template[] {
  const sought = q.toLocaleLowerCase();
  const rank = ({ shortcut, name }: Template) =>
    sought === ''
      ? 0
      : shortcut === sought
        ? 3
        : shortcut?.startsWith(sought)
          ? 2
          : name.toLocaleLowerCase().startsWith(sought)
            ? 1
            : 0;
  return [...items].sort((a, b) => rank(b) - rank(a));
}

/** The calls about templates, quick replies and macros in one thread. */
export class Snippets {
  constructor(
    private readonly session: Session,
    readonly conversation: string,
  ) {}

  private get query() {
    return { as: this.session.as };
  }

  async find(q: string, signal: AbortSignal): Promise<Template[]> {
    const query = { ...this.query, q: q || null, conversation: this.conversation, limit: 20 };
    return ranked((await this.session.api.get<TemplatePage>('/v1/templates', { query, signal })).items, q);
  }

  render(template: string, signal?: AbortSignal): Promise<Rendered> {
    return this.session.api.post<Rendered>(
      `/v1/templates/${template}/render`,
      { conversation: this.conversation },
      { query: this.query, ...(signal ? { signal } : {}) },
    );
  }

  /** What the template carries becomes uploads in this thread; with the same `use` no second ones. */
  async attach(template: string, use: string): Promise<FileCopy[]> {
    const body = { conversation: this.conversation, use };
    const path = `/v1/templates/${template}/attach`;
    return (await this.session.api.post<AttachedFiles>(path, body, { query: this.query })).items;
  }

  async quick(): Promise<QuickReply[]> {
    const path = `/v1/conversations/${this.conversation}/quick-replies`;
    return (await this.session.api.get<QuickReplyList>(path)).items;
  }

  async macros(): Promise<Macro[]> {
    return (await this.session.api.get<MacroList>('/v1/macros', { query: this.query })).items;
  }

  run(
    macro: Macro,
    clientMessageId: string,
    seenSeq: number,
    blanks: Record<string, string>,
  ): Promise<MacroRun> {
    const body = { conversation: this.conversation, clientMessageId, seenSeq, blanks };
    return this.session.api.post<MacroRun>(`/v1/macros/${macro.id}/run`, body, { query: this.query });
  }
}
