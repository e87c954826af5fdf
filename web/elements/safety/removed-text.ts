import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Tongue } from '../../kit/i18n';
import { problemText } from '../../kit/problem-text';
import type { SafetyTongue } from '../../kit/safety/words';
import { LightElement } from '../../parts/light';

/** Under a message that came by mail: what was cut from it, for its author alone, when they ask for it. */
@customElement('parley-removed-text')
export class RemovedText extends LightElement {
  @property({ attribute: false }) words!: SafetyTongue;
  /** Their language is here: they are the same words, and say it otherwise. */
  @property({ attribute: false }) ready = true;
  @property({ attribute: false }) tongue!: Tongue;
  @property({ attribute: false }) ask!: () => Promise<string>;
  @state() private shown = false;
  @state() private text: string | null = null;
  @state() private trouble = '';

  protected override render(): TemplateResult {
    const { t } = this.words;
    const { shown, text, trouble } = this;
    const said = text === null ? trouble || t('cutLoading') : nothing;
    return html`<button class="link cut-button" type="button" aria-expanded=${shown} @click=${this.turn}>${t(shown ? 'cutHide' : 'cutShow')}</button>
      <div class="cut" ?hidden=${!shown}><small role="status">${shown ? (text === null ? said : t('cutAbout')) : nothing}</small>${
        text === null ? nothing : html`<blockquote dir="auto" tabindex="0">${text}</blockquote>`
      }</div>`;
  }

  private readonly turn = async (): Promise<void> => {
    this.shown = !this.shown;
    if (!this.shown || this.text !== null) return;
    this.trouble = '';
    try {
      this.text = await this.ask();
    } catch (error) {
      this.trouble = problemText(this.tongue, error);
    }
  };
}
