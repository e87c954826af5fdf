import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Snippets } from '../../kit/answer/snippets';
import type { AnswerTongue } from '../../kit/answer/words';
import { problemText } from '../../kit/problem-text';
import type { Session } from '../../kit/session';
import type { Macro, MacroRun, Rendered } from '../../kit/wire';
import type { AnswerKey } from '../../kit/words/answer-en';
import { previewOf } from '../../parts/answer/preview';
import { icon } from '../../parts/icons';
import { LightElement } from '../../parts/light';

/** A team's macros: what each will do, before it does it, and what came of it. */
@customElement('parley-macros')
export class MacroPanel extends LightElement {
  @property({ attribute: false }) words!: AnswerTongue;
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) snippets!: Snippets;
  @property({ attribute: false }) seenSeq!: () => number;
  @property({ attribute: false }) close!: () => void;
  @state() private items: Macro[] | null = null;
  @state() private trouble: unknown = null;
  @state() private chosen: Macro | null = null;
  @state() private rendered: Rendered | string | undefined;
  @state() private blanks: Record<string, string> = {};
  @state() private running = false;
  @state() private report: MacroRun | null = null;
  @state() private undone = false;
  /** The same run, however often it is sent. */
  private runId = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  private readonly load = async (): Promise<void> => {
    this.trouble = null;
    try {
      this.items = await this.snippets.macros();
      await this.updateComplete;
      this.focusFirst();
    } catch (error) {
      this.trouble = error;
    }
  };

  private focusFirst(): void {
    this.querySelector<HTMLElement>('input, .macro, .run, .panel-inside button')?.focus();
  }

  protected override render(): TemplateResult {
    const { t } = this.words;
    return html`<div class="answer-panel macros" role="dialog" aria-label=${t('macros')} @keydown=${this.key}>
      <header class="panel-head">
        ${this.chosen && !this.report ? html`<button class="icon-button leave" type="button" aria-label=${t('back')} @click=${() => this.pick(null)}>${icon('back')}</button>` : nothing}
        <h3><bdi>${this.chosen?.name ?? t('macros')}</bdi></h3>
        <button class="icon-button" type="button" aria-label=${t('dismiss')} @click=${this.close}>${icon('close')}</button>
      </header>
      <div class="panel-inside">${this.report ? this.done(this.report) : this.chosen ? this.plan(this.chosen) : this.list()}</div>
      ${this.trouble ? html`<p class="note-trouble" role="alert">${problemText(this.words.main, this.trouble)}</p>` : nothing}
    </div>`;
  }

  private list(): TemplateResult {
    const { t } = this.words;
    if (this.trouble && !this.items)
      return html`<button class="link" type="button" @click=${this.load}>${t('again')}</button>`;
    if (!this.items) return html`<p class="bone"></p><p class="bone w60"></p>`;
    if (this.items.length === 0)
      return html`<div class="panel-none"><p><strong>${t('noMacros')}</strong><br /><span class="soft">${t('noMacrosAbout')}</span></p></div>`;
    return html`<ul>${this.items.map(
      macro => html`<li><button class="macro snippet" type="button" @click=${() => this.pick(macro)}>
        <span class="snippet-name"><bdi>${macro.name}</bdi>${macro.shortcut ? html`<kbd dir="ltr">/${macro.shortcut}</kbd>` : nothing}</span>
        <span class="snippet-start">${this.acts(macro).join(' · ')}</span>
      </button></li>`,
    )}</ul>`;
  }

  private plan(macro: Macro): TemplateResult {
    const { t } = this.words;
    const { rendered } = this;
    const names = typeof rendered === 'object' ? [...new Set(rendered.blanks.map(({ name }) => name))] : [];
    const can =
      !macro.template ||
      (typeof rendered === 'object' &&
        rendered.missing.length === 0 &&
        names.every(name => this.blanks[name]?.trim()));
    return html`<form @submit=${this.run}>
      <p class="preview-title">${t('willDo')}</p>
      <ol class="acts">${this.acts(macro).map(act => html`<li>${act}</li>`)}</ol>
      ${macro.template ? previewOf(this.words, rendered) : nothing}
      ${names.map(
        name =>
          html`<label class="blank"><span dir="auto">${name}</span><input class="field" maxlength="500" required .value=${this.blanks[name] ?? ''} @input=${(
            event: Event,
          ) => {
            this.blanks = { ...this.blanks, [name]: (event.target as HTMLInputElement).value };
          }} /></label>`,
      )}
      <button class="button primary run" type="submit" ?disabled=${!can || this.running}>${t(this.running ? 'running' : 'run')}</button>
    </form>`;
  }

  private done({ message, acts }: MacroRun): TemplateResult {
    const { t } = this.words;
    const closed = acts.some(({ type, done }) => type === 'close' && done);
    return html`<div role="status">
      <ul class="report">
        ${message ? html`<li class="ok">${icon('check')}${t('sentAnswer')}</li>` : nothing}
        ${acts.map(({ type, done, detail, problem }) =>
          done
            ? html`<li class="ok">${icon('check')}${this.act(type)}</li>`
            : html`<li class="off">${icon('warn')}<span>${t('notDone', { act: this.act(type), why: detail ?? problem ?? '' })}</span></li>`,
        )}
      </ul>
      ${closed ? (this.undone ? html`<p class="soft">${t('undone')}</p>` : html`<button class="button" type="button" @click=${this.undo}>${t('undo')}</button>`) : nothing}
    </div>`;
  }

  private acts(macro: Macro): string[] {
    return [
      ...(macro.template ? [this.words.t('sends')] : []),
      ...macro.acts.map(({ type }) => this.act(type)),
    ];
  }

  private act(type: string): string {
    const known: Record<string, AnswerKey> = { close: 'actClose' };
    const key = known[type];
    return key ? this.words.t(key) : this.words.t('actOther', { type });
  }

  private pick(macro: Macro | null): void {
    this.chosen = macro;
    this.rendered = undefined;
    this.blanks = {};
    this.trouble = null;
    this.runId = crypto.randomUUID();
    void this.updateComplete.then(() => this.focusFirst());
    if (macro?.template) void this.preview(macro, macro.template);
  }

  private async preview(macro: Macro, template: string): Promise<void> {
    let rendered: Rendered | string;
    try {
      rendered = await this.snippets.render(template);
    } catch (error) {
      rendered = problemText(this.words.main, error);
    }
    if (this.chosen !== macro) return;
    this.rendered = rendered;
    await this.updateComplete;
    this.querySelector<HTMLElement>('.blank input')?.focus();
  }

  private readonly run = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { chosen } = this;
    if (!chosen || this.running) return;
    this.running = true;
    this.trouble = null;
    try {
      this.report = await this.snippets.run(chosen, this.runId, this.seenSeq(), this.blanks);
      if (this.report.message) this.session.ownMessage(this.report.message);
      void this.session.refreshView(this.snippets.conversation).catch(() => undefined);
    } catch (error) {
      this.trouble = error;
    } finally {
      this.running = false;
    }
    await this.updateComplete;
    this.focusFirst();
  };

  private readonly undo = async (): Promise<void> => {
    try {
      await this.session.setClosed(this.snippets.conversation, false);
      this.undone = true;
    } catch (error) {
      this.trouble = error;
    }
  };

  private readonly key = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const items = [...this.querySelectorAll<HTMLElement>('.macro')];
    const at = items.indexOf(event.target as HTMLElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && at >= 0) items[(at + step + items.length) % items.length]?.focus();
    else if (event.key !== 'Escape') return;
    else if (this.chosen && !this.report) this.pick(null);
    else this.close();
    event.preventDefault();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-macros': MacroPanel;
  }
}
