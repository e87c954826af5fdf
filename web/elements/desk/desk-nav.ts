import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { askForPage, deskPages, pageName } from '../../kit/desk/pages';
import type { Tongue } from '../../kit/i18n';
import { tongueWords } from '../../kit/words/desk-pages';
import { LightElement } from '../../parts/light';

/** The way to the desk's pages from a list that has no rail beside it. */
@customElement('parley-desk-nav')
export class DeskNav extends LightElement {
  @property({ attribute: false }) tongue!: Tongue;

  protected override render(): TemplateResult | typeof nothing {
    const others = deskPages().filter(page => page !== 'inbox');
    if (others.length === 0) return nothing;
    return html`<nav class="two-way" aria-label=${tongueWords(this.tongue.locale).pages}>${others.map(
      page =>
        html`<button type="button" @click=${() => askForPage(this, page)}>${pageName(this.tongue, page)}</button>`,
    )}</nav>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-desk-nav': DeskNav;
  }
}
