import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { inverseOf } from '../../kit/answer/inverse';
import type { Snippets } from '../../kit/answer/snippets';
import { teamOf } from '../../kit/answer/team';
import type { Macro, MacroAct, MacroRun, Rendered } from '../../kit/answer/wire';
import type { AnswerTongue } from '../../kit/answer/words';
import type { DeskRow, Label } from '../../kit/desk/wire';
import { problemText } from '../../kit/problem-text';
import type { Session } from '../../kit/session';
import type { Person } from '../../kit/wire';
import type { AnswerKey } from '../../kit/words/answer-en';
import { previewOf } from '../../parts/answer/preview';
import { icon } from '../../parts/icons';
import { LightElement } from '../../parts/light';

const acts: Record<string, AnswerKey> = {
  close: 'actClose',
  archive: 'actArchive',
  noAnswerNeeded: 'actNoAnswerNeeded',
  assign: 'actAssign',
  priority: 'actPriority',
  addLabel: 'actAddLabel',
  removeLabel: 'actRemoveLabel',
  snooze: 'actSnooze',
};

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
  @state() private team: readonly Person[] = [];
  @state() private labels: readonly Label[] = [];
  private back: ReturnType<typeof inverseOf> = { reopen: false, acts: [] };
  /** The same run, however often it is sent. */
  private runId = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
    void this.names();
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

  /** Only to call people and labels by their names. */
  private async names(): Promise<void> {
    const { api, as } = this.session;
    this.team = await teamOf(this.session);
    try {
      this.labels = (await api.get<{ items: Label[] }>('/v1/inbox/labels', { query: { as } })).items;
    } catch {
      // Then their ids stand there.
    }
  }

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
    const asked = this.chosen?.acts ?? [];
    return html`<div role="status">
      <ul class="report">
        ${message ? html`<li class="ok">${icon('check')}${t('sentAnswer')}</li>` : nothing}
        ${acts.map(({ type, done, detail, problem }, i) => {
          const act = this.act(asked[i] ?? { type });
          return done
            ? html`<li class="ok">${icon('check')}${act}</li>`
            : html`<li class="off">${icon('warn')}<span>${t('notDone', { act, why: detail ?? problem ?? '' })}</span></li>`;
        })}
      </ul>
      ${
        this.undone
          ? html`<p class="soft">${t('undone')}</p>`
          : this.back.reopen || this.back.acts.length > 0
            ? html`<button class="button" type="button" @click=${this.undo}>${t('undo')}</button>`
            : nothing
      }
    </div>`;
  }

  private acts(macro: Macro): string[] {
    return [...(macro.template ? [this.words.t('sends')] : []), ...macro.acts.map(act => this.act(act))];
  }

  private act(act: MacroAct): string {
    const { t } = this.words;
    const { type, agent, level, label } = act;
    const name = (list: readonly { id: string; name: string }[], id: string) =>
      list.find(one => one.id === id)?.name ?? id;
    const to =
      type === 'assign'
        ? agent === 'me'
          ? t('toMe')
          : agent
            ? name(this.team, agent)
            : t('toNobody')
        : type === 'priority'
          ? t(level ?? 'normal')
          : label
            ? name(this.labels, label)
            : '';
    const key = acts[type];
    return key ? t(key, { to }) : t('actOther', { type });
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
      const { filing: before } = (this.session.rows.get(this.snippets.conversation) ??
        {}) as Partial<DeskRow>;
      this.report = await this.snippets.run(chosen, this.runId, this.seenSeq(), this.blanks);
      this.back = inverseOf(chosen.acts, this.report.acts, before);
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
    const { api, as } = this.session;
    const { conversation } = this.snippets;
    this.trouble = null;
    try {
      if (this.back.reopen) await this.session.setClosed(conversation, false);
      for (const act of this.back.acts)
        await api.post('/v1/inbox/acts', { conversations: [conversation], act }, { query: { as } });
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
