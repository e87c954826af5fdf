import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Template, TemplateFile } from '../../../kit/answer/wire';
import { askForPage } from '../../../kit/desk/pages';
import { type Draft, same } from '../../../kit/desk/settings/draft';
import { draftOf } from '../../../kit/desk/settings/drafts';
import {
  blankTemplate,
  draftOfTemplate,
  type Shelf,
  shelfOf,
  type TemplateDraft,
  templateFlaws,
} from '../../../kit/desk/settings/shelf';
import { type ShelfTongue, shelfTongueFor } from '../../../kit/desk/settings/shelf-words';
import { templateBookOf } from '../../../kit/desk/settings/template-book';
import type { Session } from '../../../kit/session';
import type { Uuid } from '../../../kit/wire';
import { adopt } from '../../../parts/adopt';
import type { DeskMenu } from '../../../parts/desk/menu';
import { textOf } from '../../../parts/desk/settings/field';
import { glyph } from '../../../parts/desk/settings/glyphs';
import { shelfStyle } from '../../../parts/desk/settings/shelf-style';
import { templateEditor } from '../../../parts/desk/settings/template-editor';
import { templateItem } from '../../../parts/desk/settings/template-item';
import { failed } from '../../failed';
import { loadBeside } from '../../load-beside';
import { SettingsPage } from './settings-page';

const filesTag = 'parley-template-files';

/** What the bundle of files does for a copy. */
interface TemplateFilesElement {
  copy(session: Session, files: readonly TemplateFile[], to: Uuid): Promise<void>;
}

/** A team's templates: the list with its folders, and the one that is being written. */
@customElement('parley-desk-templates')
export class TemplatesPage extends SettingsPage {
  @state() private sought = '';
  @state() private folder: string | null = null;
  @query('parley-desk-menu') private menu!: DeskMenu;
  /** Files go up still: what is saved now would lack them. */
  @state() private going = false;
  /** What the files are called. */
  @state() private names = '';
  /** A copy begins with what was copied. */
  private begun: TemplateDraft | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    adopt(this.getRootNode(), shelfStyle);
  }

  private get shelf(): Shelf {
    return shelfOf(this.session);
  }

  private get own(): ShelfTongue {
    return shelfTongueFor(this.tongue);
  }

  /** `new/ID` is one that was never stored. */
  private get at(): string {
    return this.about.replace(/^new\//, '');
  }

  private draftFor(id: string): Draft<TemplateDraft> {
    return draftOf(this.session, `template ${id}`, () => {
      const begun = this.begun?.id === id ? this.begun : null;
      return this.shelf.templateSource(
        begun ?? { ...blankTemplate(id), version: this.about.startsWith('new/') ? 0 : 1 },
      );
    });
  }

  protected override willUpdate(): void {
    const { shelf, own, rights, session } = this;
    if (!own.ready) void own.whenReady.then(() => this.requestUpdate());
    const draft = this.about ? this.draftFor(this.at) : undefined;
    this.watch.these(shelf.changed, rights.changed, draft?.changed, templateBookOf(session).changed);
    if (shelf.state === 'new') void shelf.load();
    if (draft?.state === 'new') void draft.load();
    if (draft && !this.filesHere) void this.loadFiles();
  }

  private get filesHere(): boolean {
    return !!customElements.get(filesTag);
  }

  private async loadFiles(): Promise<void> {
    if (await loadBeside('files', filesTag)) this.requestUpdate();
  }

  protected override render(): TemplateResult {
    const { shelf, tongue } = this;
    if (shelf.state === 'failed') return failed(tongue, shelf.trouble, () => void shelf.load());
    return html`${this.about ? this.editor(this.draftFor(this.at)) : this.list()}${this.telling.render()}<parley-desk-menu></parley-desk-menu>`;
  }

  private list(): TemplateResult {
    const { shelf, own, rights, folder } = this;
    const { t } = own;
    const found = shelf.templates
      .filter(template => this.fits(template))
      .sort((a, b) => b.uses - a.uses || a.name.localeCompare(b.name));
    const chip = (name: string | null, words: string) =>
      html`<button class="pick" type="button" aria-pressed=${folder === name} @click=${() => {
        this.folder = name;
      }}>${words}</button>`;
    return html`<header class="page-title shelf-title"><div><h2>${t('templates')}</h2><p>${t('templatesIntro')}</p></div>
        ${rights.writes ? html`<button class="button main" type="button" @click=${() => this.begin(blankTemplate(crypto.randomUUID()))}>${glyph('plus')}${t('newTemplate')}</button>` : nothing}</header>
      <input class="shelf-search" type="search" aria-label=${t('search')} placeholder=${t('search')} .value=${this.sought} @input=${(
        event: Event,
      ) => {
        this.sought = textOf(event);
      }} />
      ${shelf.folders.length > 0 ? html`<div class="picks" role="group" aria-label=${t('folders')}>${chip(null, t('all'))}${shelf.folders.map(name => chip(name, name))}${shelf.templates.some(one => !one.folder) ? chip('', t('noFolder')) : nothing}</div>` : nothing}
      ${shelf.state === 'loading' || shelf.state === 'new' ? this.bones() : nothing}
      <ul class="shelf" role="list">${repeat(
        found,
        ({ id }) => id,
        template =>
          html`<li>${templateItem(own, template, () => askForPage(this, 'templates', template.id))}</li>`,
      )}</ul>
      ${shelf.state === 'ready' && found.length === 0 ? html`<p class="teach">${t(shelf.templates.length === 0 ? 'noTemplates' : 'none')}</p>` : nothing}`;
  }

  private bones(): TemplateResult {
    return html`<div class="page-bones skeleton"><i class="bone block"></i><i class="bone block"></i></div>`;
  }

  private fits({ name, folder, shortcut, variants }: Template): boolean {
    if (this.folder !== null && folder !== this.folder) return false;
    const text = [name, shortcut, ...variants.map(variant => variant.text)].join(' ').toLocaleLowerCase();
    return this.sought
      .toLocaleLowerCase()
      .split(/\s+/)
      .every(word => text.includes(word));
  }

  private editor(draft: Draft<TemplateDraft>): TemplateResult {
    const { shelf, own, rights, session } = this;
    const { t } = own;
    const waiting = this.notYet(draft);
    const value = draft.value;
    if (waiting || !value) return html`${this.wayBack()}${waiting ?? nothing}`;
    const held = shelf.templates.find(({ id }) => id === value.id);
    const may = rights.writes && (held?.editable ?? true);
    const flaws = templateFlaws(value);
    return html`${this.wayBack()}
      <header class="page-title"><h2 dir="auto">${value.name || t('newTemplate')}</h2></header>
      ${may ? nothing : html`<p class="look-only">${held && !held.editable ? t('lookOnly') : this.words.t('readOnly', { who: this.words.t('ownersAndAgents') })}</p>`}
      ${templateEditor({
        words: own,
        id: value.id,
        draft: value,
        may,
        // What is not begun yet is not wrong yet.
        flaw: name => {
          const key = draft.dirty || held ? flaws.get(name) : undefined;
          return key && t(key);
        },
        folders: shelf.folders,
        book: templateBookOf(session),
        change: to => draft.edit(to),
        insert: (button, field) => this.insert(button, field),
        names: this.names,
        files:
          this.filesHere && shelf.state === 'ready'
            ? html`<section class="block"><parley-template-files .session=${session} .tongue=${this.tongue} .place=${value.id} .kept=${held?.files ?? []} .files=${value.files} .may=${may} .change=${(
                files: string[],
                names: string,
                going: boolean,
              ) => {
                this.going = going;
                this.names = names;
                const now = draft.value;
                if (now && !same(now.files, files)) draft.edit({ ...now, files });
              }}></parley-template-files></section>`
            : nothing,
      })}
      ${
        held && rights.writes
          ? html`<footer class="shelf-foot"><button class="button" type="button" @click=${() => this.copy(value)}>${glyph('copy')}${t('copy')}</button>
            ${may ? html`<button class="button danger-button" type="button" @click=${() => void this.deleteIt(held)}>${glyph('bin')}${t('delete')}</button>` : nothing}</footer>`
          : nothing
      }
      ${may ? this.saving(draft, flaws.size + Number(this.going), t('save'), t('saved')) : nothing}`;
  }

  private wayBack(): TemplateResult {
    return html`<button class="tiny way-back leave" type="button" @click=${() => askForPage(this, 'templates')}>${glyph('back')}${this.own.t('back')}</button>`;
  }

  private begin(draft: TemplateDraft): void {
    this.begun = draft;
    askForPage(this, 'templates', `new/${draft.id}`);
  }

  private copy(value: TemplateDraft): void {
    const id = crypto.randomUUID();
    const scope = value.scope === 'operator' ? 'team' : value.scope;
    const name = this.own.t('copyOf', { name: value.name });
    this.begin(blankTemplate(id));
    this.draftFor(id).edit({ ...value, id, version: 0, scope, name, shortcut: '', files: [] });
    const files = this.shelf.templates.find(one => one.id === value.id)?.files ?? [];
    const element = customElements.get(filesTag) as unknown as TemplateFilesElement | undefined;
    if (files.length > 0) void element?.copy(this.session, files, id);
  }

  private async deleteIt(template: Template): Promise<void> {
    const { shelf, own } = this;
    const { name, id } = template;
    try {
      await shelf.deleteTemplate(id);
    } catch (error) {
      this.failed(error);
      return;
    }
    draftOf(this.session, `template ${id}`, () => shelf.templateSource(draftOfTemplate(template))).discard();
    askForPage(this, 'templates');
    const back = async () => {
      try {
        await shelf.restoreTemplate(id);
        this.telling.show(own.t('restored', { name }));
      } catch (error) {
        this.failed(error);
      }
    };
    this.telling.show(own.t('deleted', { name }), { label: own.t('undo'), act: () => void back() });
  }

  private insert(button: HTMLElement, field: () => HTMLTextAreaElement | null): void {
    const { t } = this.own;
    const write = (text: string, select?: string) => {
      const area = field();
      if (!area) return;
      const from = area.selectionStart;
      area.setRangeText(text, from, area.selectionEnd, 'end');
      area.dispatchEvent(new Event('input', { bubbles: true }));
      area.focus();
      if (select)
        area.setSelectionRange(from + text.indexOf(select), from + text.indexOf(select) + select.length);
    };
    const blank = t('blankName');
    this.menu.open(button, () => ({
      title: t('insert'),
      search: { label: t('findValue'), none: t('noValue') },
      items: [
        { label: t('insertBlank'), hint: `{{?${blank}}}`, act: () => write(`{{?${blank}}}`, blank) },
        ...templateBookOf(this.session).variables.map(({ name, example }) => ({
          label: name,
          hint: example,
          act: () => write(`{{${name}}}`, name.endsWith('.KEY') ? 'KEY' : undefined),
        })),
      ],
    }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-desk-templates': TemplatesPage;
  }
}
