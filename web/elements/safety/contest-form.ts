import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { problemText } from '../../kit/problem-text';
import type { SafetyTongue } from '../../kit/safety/words';
import type { Session } from '../../kit/session';
import { LightElement } from '../../parts/light';

/** Has a decision looked at once more, by somebody else. */
@customElement('parley-contest')
export class ContestForm extends LightElement {
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) words!: SafetyTongue;
  /** Their language is here: they are the same words, and say it otherwise. */
  @property({ attribute: false }) ready = true;
  /** The decision's id. */
  @property() decision = '';
  @state() private open = false;
  @state() private said = '';
  @state() private trouble = '';
  @state() private done = false;

  protected override render(): TemplateResult {
    const { t } = this.words;
    if (this.done) return html`<p role="status">${t('contested')}</p>`;
    if (!this.open)
      return html`<button class="link" type="button" @click=${this.begin}>${t('contest')}</button>`;
    return html`<form class="contest" @submit=${this.send}>
      <label><span>${t('contestWords')}</span><textarea rows="2" dir="auto" maxlength="1000" .value=${this.said} @input=${(
        event: Event,
      ) => {
        this.said = (event.target as HTMLTextAreaElement).value;
      }} @keydown=${(event: Event) => event.stopPropagation()}></textarea></label>
      <p class="soft">${t('contestAbout')}</p>
      ${this.trouble ? html`<p class="report-trouble" role="alert">${this.trouble}</p>` : nothing}
      <button class="button" type="submit" ?disabled=${!this.said.trim()}>${t('contestSend')}</button>
    </form>`;
  }

  private readonly begin = async (): Promise<void> => {
    this.open = true;
    await this.updateComplete;
    this.querySelector('textarea')?.focus();
  };

  private readonly send = async (event: Event): Promise<void> => {
    event.preventDefault();
    this.trouble = '';
    try {
      await this.session.api.post(`/v1/decisions/${this.decision}/appeal`, { words: this.said.trim() });
      this.done = true;
    } catch (error) {
      this.trouble = problemText(this.words.main, error);
    }
  };
}
