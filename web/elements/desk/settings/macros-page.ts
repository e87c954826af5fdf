import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Macro } from '../../../kit/answer/wire';
import { askForPage } from '../../../kit/desk/pages';
import type { Draft } from '../../../kit/desk/settings/draft';
import { draftOf } from '../../../kit/desk/settings/drafts';
import {
  blankMacro,
  type MacroDraft,
  macroFlaws,
  type Shelf,
  shelfOf,
} from '../../../kit/desk/settings/shelf';
import { type ShelfTongue, shelfTongueFor } from '../../../kit/desk/settings/shelf-words';
import { teamBookOf } from '../../../kit/desk/settings/team-book';
import { templateBookOf } from '../../../kit/desk/settings/template-book';
import { adopt } from '../../../parts/adopt';
import { glyph } from '../../../parts/desk/settings/glyphs';
import { actText, macroEditor } from '../../../parts/desk/settings/macro-editor';
import { shelfStyle } from '../../../parts/desk/settings/shelf-style';
import { failed } from '../../failed';
import { SettingsPage } from './settings-page';

/** A team's macros: what each answers and does, and the one that is being made. */
@customElement('parley-desk-macros')
export class MacrosPage extends SettingsPage {
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

  private draftFor(id: string): Draft<MacroDraft> {
    return draftOf(this.session, `macro ${id}`, () => this.shelf.macroSource(blankMacro(id)));
  }

  protected override willUpdate(): void {
    const { shelf, own, rights, session } = this;
    if (!own.ready) void own.whenReady.then(() => this.requestUpdate());
    const draft = this.about ? this.draftFor(this.about) : undefined;
    this.watch.these(
      shelf.changed,
      rights.changed,
      draft?.changed,
      templateBookOf(session).changed,
      teamBookOf(session).changed,
    );
    if (shelf.state === 'new') void shelf.load();
    if (draft?.state === 'new') void draft.load();
  }

  protected override render(): TemplateResult {
    const { shelf, tongue } = this;
    if (shelf.state === 'failed') return failed(tongue, shelf.trouble, () => void shelf.load());
    return html`${this.about ? this.editor(this.draftFor(this.about)) : this.list()}${this.telling.render()}`;
  }

  private list(): TemplateResult {
    const { shelf, own, rights } = this;
    const { t } = own;
    const macros = [...shelf.macros].sort((a, b) => a.name.localeCompare(b.name));
    return html`<header class="page-title shelf-title"><div><h2>${t('macros')}</h2><p>${t('macrosIntro')}</p></div>
        ${rights.writes ? html`<button class="button main" type="button" @click=${() => askForPage(this, 'macros', crypto.randomUUID())}>${glyph('plus')}${t('newMacro')}</button>` : nothing}</header>
      <ul class="shelf" role="list">${repeat(
        macros,
        ({ id }) => id,
        macro => html`<li><button class="shelf-item" type="button" @click=${() => askForPage(this, 'macros', macro.id)}>
          <span class="shelf-name"><strong><bdi>${macro.name}</bdi></strong>${macro.shortcut ? html`<kbd dir="ltr">/${macro.shortcut}</kbd>` : nothing}</span>
          <span class="shelf-text">${this.steps(macro).join(' · ')}</span></button></li>`,
      )}</ul>
      ${shelf.state === 'ready' && macros.length === 0 ? html`<p class="teach">${t('noMacros')}</p>` : nothing}`;
  }

  private steps({ template, acts }: Pick<Macro, 'template' | 'acts'>): string[] {
    const { own, session } = this;
    const answer = template ? [templateBookOf(session).name(template) ?? this.words.t('templateGone')] : [];
    return [...answer, ...acts.map(act => actText(own, act, teamBookOf(session)))];
  }

  private editor(draft: Draft<MacroDraft>): TemplateResult {
    const { shelf, own, rights, session } = this;
    const { t } = own;
    const waiting = this.notYet(draft);
    const value = draft.value;
    const back = html`<button class="tiny way-back leave" type="button" @click=${() => askForPage(this, 'macros')}>${glyph('back')}${t('backMacros')}</button>`;
    if (waiting || !value) return html`${back}${waiting ?? nothing}`;
    const held = shelf.macros.find(({ id }) => id === value.id);
    const flaws = macroFlaws(value);
    return html`${back}
      <header class="page-title"><h2 dir="auto">${value.name || t('newMacro')}</h2></header>
      ${this.lookOnly(rights.writes, 'ownersAndAgents')}
      ${macroEditor({
        words: own,
        draft: value,
        may: rights.writes,
        flaw: name => {
          const key = draft.dirty || held ? flaws.get(name) : undefined;
          return key && t(key);
        },
        templates: templateBookOf(session).templates ?? [],
        team: teamBookOf(session),
        change: to => draft.edit(to),
      })}
      ${held && rights.writes ? html`<footer class="shelf-foot"><span></span><button class="button danger-button" type="button" @click=${() => void this.deleteIt(held)}>${glyph('bin')}${t('delete')}</button></footer>` : nothing}
      ${rights.writes ? this.saving(draft, flaws.size, t('save'), t('saved')) : nothing}`;
  }

  private async deleteIt(macro: Macro): Promise<void> {
    const { shelf, own } = this;
    const { name } = macro;
    try {
      await shelf.deleteMacro(macro.id);
    } catch (error) {
      this.failed(error);
      return;
    }
    askForPage(this, 'macros');
    const back = async () => {
      try {
        await shelf.remakeMacro(macro);
        this.telling.show(own.t('restored', { name }));
      } catch (error) {
        this.failed(error);
      }
    };
    this.telling.show(own.t('deleted', { name }), { label: own.t('undo'), act: () => void back() });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-desk-macros': MacrosPage;
  }
}
