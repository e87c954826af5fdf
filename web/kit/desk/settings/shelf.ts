import type { Macro, MacroAct, MacroList, Template, TemplatePage, Variant } from '../../answer/wire';
import { Listeners } from '../../listeners';
import type { Session } from '../../session';
import type { Uuid } from '../../wire';
import type { Source } from './draft';

/** A template as it stands on its page; `version` 0 is one that was never stored. */
export interface TemplateDraft {
  id: Uuid;
  version: number;
  scope: string;
  name: string;
  folder: string;
  shortcut: string;
  topics: string[];
  variants: Variant[];
  files: Uuid[];
}

export interface MacroDraft {
  id: Uuid;
  version: number;
  name: string;
  shortcut: string;
  template: Uuid | null;
  acts: MacroAct[];
}

/** All that a team keeps for answering. */
export class Shelf {
  readonly changed = new Listeners();
  state: 'new' | 'loading' | 'ready' | 'failed' = 'new';
  trouble: unknown = null;
  templates: readonly Template[] = [];
  macros: readonly Macro[] = [];
  private loading: Promise<void> | null = null;

  constructor(private readonly session: Session) {}

  private get query() {
    return { as: this.session.as };
  }

  load(): Promise<void> {
    if (this.state !== 'loading' || !this.loading) this.loading = this.fetch();
    return this.loading;
  }

  private async fetch(): Promise<void> {
    if (this.state !== 'ready') this.state = 'loading';
    this.changed.tell();
    try {
      const [templates, { items }] = await Promise.all([
        this.allTemplates(),
        this.session.api.get<MacroList>('/v1/macros', { query: this.query }),
      ]);
      this.templates = templates;
      this.macros = items;
      this.state = 'ready';
    } catch (error) {
      this.trouble = error;
      if (this.state !== 'ready') this.state = 'failed';
    }
    this.changed.tell();
  }

  get folders(): string[] {
    return [...new Set(this.templates.map(({ folder }) => folder).filter(Boolean))].sort((a, b) =>
      a.localeCompare(b),
    );
  }

  templateSource(blank: TemplateDraft): Source<TemplateDraft> {
    return {
      load: async () => {
        // Of one that is called new, the page may have been loaded anew since it was stored.
        if (blank.version === 0 && this.state !== 'ready') await this.load();
        if (blank.version === 0 && !this.templates.some(({ id }) => id === blank.id)) return blank;
        const { api } = this.session;
        const template = await api.get<Template>(`/v1/templates/${blank.id}`, { query: this.query });
        this.keep(template);
        return draftOfTemplate(template);
      },
      save: async (value, seen) => {
        const { api } = this.session;
        const { id, version: _, shortcut, ...rest } = value;
        const body = { ...rest, shortcut: shortcut || null };
        const template =
          seen.version === 0
            ? await api.post<Template>('/v1/templates', { ...body, id }, { query: this.query })
            : await api.put<Template>(
                `/v1/templates/${id}`,
                { ...body, version: seen.version },
                { query: this.query },
              );
        this.keep(template);
        return draftOfTemplate(template);
      },
    };
  }

  macroSource(blank: MacroDraft): Source<MacroDraft> {
    return {
      load: async () => {
        await this.load();
        const held = this.macros.find(({ id }) => id === blank.id);
        return held ? draftOfMacro(held) : blank;
      },
      save: async (value, seen) => {
        const { api } = this.session;
        const { id, version: _, shortcut, ...rest } = value;
        const body = { ...rest, shortcut: shortcut || null };
        const macro =
          seen.version === 0
            ? await api.post<Macro>('/v1/macros', { ...body, id }, { query: this.query })
            : await api.put<Macro>(
                `/v1/macros/${id}`,
                { ...body, version: seen.version },
                { query: this.query },
              );
        this.macros = [...this.macros.filter(one => one.id !== macro.id), macro];
        this.changed.tell();
        return draftOfMacro(macro);
      },
    };
  }

  async deleteTemplate(id: Uuid): Promise<void> {
    await this.session.api.delete(`/v1/templates/${id}`, { query: this.query });
    this.templates = this.templates.filter(one => one.id !== id);
    this.changed.tell();
  }

  async restoreTemplate(id: Uuid): Promise<void> {
    this.keep(
      await this.session.api.post<Template>(`/v1/templates/${id}/restore`, undefined, { query: this.query }),
    );
  }

  async deleteMacro(id: Uuid): Promise<void> {
    await this.session.api.delete(`/v1/macros/${id}`, { query: this.query });
    this.macros = this.macros.filter(one => one.id !== id);
    this.changed.tell();
  }

  /** A deleted macro is not kept anywhere: it is made anew as it was. */
  async remakeMacro(macro: Macro): Promise<void> {
    const { name, shortcut, template, acts } = macro;
    const body = { name, shortcut, template, acts, id: crypto.randomUUID() };
    const made = await this.session.api.post<Macro>('/v1/macros', body, { query: this.query });
    this.macros = [...this.macros, made];
    this.changed.tell();
  }

  private keep(template: Template): void {
    this.templates = [...this.templates.filter(one => one.id !== template.id), template];
    this.changed.tell();
  }

  private async allTemplates(): Promise<Template[]> {
    const all: Template[] = [];
    let cursor: string | null = null;
    do {
      const page: TemplatePage = await this.session.api.get<TemplatePage>('/v1/templates', {
        query: { ...this.query, limit: 100, cursor },
      });
      all.push(...page.items);
      cursor = page.cursor;
    } while (cursor);
    return all;
  }
}

export function blankTemplate(id: Uuid): TemplateDraft {
  return {
    id,
    version: 0,
    scope: 'team',
    name: '',
    folder: '',
    shortcut: '',
    topics: [],
    variants: [{ text: '', locale: null }],
    files: [],
  };
}

export function draftOfTemplate({
  id,
  version,
  scope,
  name,
  folder,
  shortcut,
  topics,
  variants,
  files,
}: Template): TemplateDraft {
  return {
    id,
    version,
    scope,
    name,
    folder,
    shortcut: shortcut ?? '',
    topics,
    variants: variants.map(({ text, locale }) => ({ text, locale: locale ?? null })),
    files: files.map(({ id }) => id),
  };
}

export function blankMacro(id: Uuid): MacroDraft {
  return { id, version: 0, name: '', shortcut: '', template: null, acts: [] };
}

export function draftOfMacro({ id, version, name, shortcut, template, acts }: Macro): MacroDraft {
  return { id, version, name, shortcut: shortcut ?? '', template, acts };
}

export type TemplateFlaw =
  | 'needsName'
  | 'badShortcut'
  | 'needsTarget'
  | 'needsText'
  | 'twice'
  | 'needsAct'
  | 'needsChoice';

const shortcutForm = /^[\p{L}\p{N}_-]{0,40}$/u;

/** What the server would refuse, by field: `name`, `shortcut`, `scope`, `text 0`, `locale 1`. */
export function templateFlaws(draft: TemplateDraft): Map<string, TemplateFlaw> {
  const flaws = new Map<string, TemplateFlaw>();
  if (!draft.name.trim()) flaws.set('name', 'needsName');
  if (!shortcutForm.test(draft.shortcut)) flaws.set('shortcut', 'badShortcut');
  if (/^(listing|category):\s*$/.test(draft.scope)) flaws.set('scope', 'needsTarget');
  const spoken = new Set<string>();
  draft.variants.forEach(({ text, locale }, i) => {
    if (!text.trim()) flaws.set(`text ${i}`, 'needsText');
    const language = (locale ?? '').toLowerCase();
    if (spoken.has(language)) flaws.set(`locale ${i}`, 'twice');
    spoken.add(language);
  });
  return flaws;
}

export function macroFlaws(draft: MacroDraft): Map<string, TemplateFlaw> {
  const flaws = new Map<string, TemplateFlaw>();
  if (!draft.name.trim()) flaws.set('name', 'needsName');
  if (!shortcutForm.test(draft.shortcut)) flaws.set('shortcut', 'badShortcut');
  if (!draft.template && draft.acts.length === 0) flaws.set('acts', 'needsAct');
  draft.acts.forEach(({ type, label }, i) => {
    if (/Label$/.test(type) && !label) flaws.set(`act ${i}`, 'needsChoice');
  });
  return flaws;
}

const shelves = new WeakMap<Session, Shelf>();

export function shelfOf(session: Session): Shelf {
  let shelf = shelves.get(session);
  if (!shelf) {
    shelf = new Shelf(session);
    shelves.set(session, shelf);
  }
  return shelf;
}
