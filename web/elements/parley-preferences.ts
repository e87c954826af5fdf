import { css, html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { Unreachable } from '../kit/problem';
import { list } from '../parts/styles/list';
import { menu } from '../parts/styles/menu';
import { tokens } from '../parts/styles/tokens';
import { failed } from './failed';
import { loadPreferences } from './load-desk';
import { ParleyElement } from './parley-element';

/**
 * What somebody hears of while they are away, when and how, and why they heard of something or did not.
 *
 * @element parley-preferences
 * @attr conversation - The thread of which the log is shown at first.
 * @attr as, server, token-url, locale, theme - As on `parley-inbox`; `as` follows the tab that is chosen.
 * @fires parley-role - Another role was chosen; `detail.as` is it.
 * @fires parley-sign-in - Somebody who is not signed in wants to go on.
 * @csspart preferences - All of it.
 */
@customElement('parley-preferences')
export class ParleyPreferences extends ParleyElement {
  static override styles = [tokens, list, menu, css`:host { block-size: auto; }`];

  @property({ reflect: true }) conversation: string | null = null;
  @state() private away = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  private async load(): Promise<void> {
    this.away = !(await loadPreferences());
  }

  protected override render(): TemplateResult {
    const { session, tongue, away } = this;
    if (away) return failed(tongue, new Unreachable(null), () => void this.load());
    if (!session) return html``;
    return html`<parley-preferences-view .session=${session} .tongue=${tongue} .conversation=${this.conversation}
      @parley-role=${(event: CustomEvent<{ as: string }>) => this.setAttribute('as', event.detail.as)}></parley-preferences-view>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-preferences': ParleyPreferences;
  }
}
