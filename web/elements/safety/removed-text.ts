import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Tongue } from '../../kit/i18n';
import { Refusal } from '../../kit/problem';
import { problemText } from '../../kit/problem-text';
import { type SafetyTongue, safetyTongueFor } from '../../kit/safety/words';
import { adopt } from '../../parts/adopt';
import { LightElement } from '../../parts/light';
import { safetyStyle } from '../../parts/safety/style';

/** Under a message that came by mail: what was cut from it, for its author alone, when they ask for it. */
@customElement('parley-removed-text')
export class RemovedText extends LightElement {
  @property({ attribute: false }) tongue!: Tongue;
  /** Asks for the text; refused with 404 when nothing was cut. */
  @property({ attribute: false }) ask!: () => Promise<string>;
  @state() private shown = false;
  @state() private text: string | null = null;
  @state() private trouble = '';

  override connectedCallback(): void {
    super.connectedCallback();
    adopt(this.getRootNode(), safetyStyle);
  }

  private get words(): SafetyTongue {
    const words = safetyTongueFor(this.tongue);
    if (!words.ready) void words.whenReady.then(() => this.requestUpdate());
    return words;
  }

  protected override render(): TemplateResult {
    const { t } = this.words;
    const { shown, text, trouble } = this;
    return html`<button class="link cut-button" type="button" aria-expanded=${shown} @click=${this.turn}>${t(shown ? 'cutHide' : 'cutShow')}</button>
      <div class="cut" role="status" ?hidden=${!shown}>${
        text !== null
          ? html`<small>${t('cutAbout')}</small><blockquote dir="auto">${text}</blockquote>`
          : shown
            ? trouble || t('cutLoading')
            : nothing
      }</div>`;
  }

  private readonly turn = async (): Promise<void> => {
    this.shown = !this.shown;
    if (!this.shown || this.text !== null) return;
    this.trouble = '';
    try {
      this.text = await this.ask();
    } catch (error) {
      const none = error instanceof Refusal && error.status === 404;
      this.trouble = none ? this.words.t('cutNone') : problemText(this.tongue, error);
    }
  };
}
