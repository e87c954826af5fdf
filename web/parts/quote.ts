import { html, nothing, type TemplateResult } from 'lit';
import type { Tongue } from '../kit/i18n';
import type { Quote } from '../kit/wire';

/** What a message answers. As a button it leads to the quoted message. */
export function quote({ t }: Tongue, quoted: Quote, go?: () => void): TemplateResult {
  const inside = html`<strong><bdi>${quoted.author.name}</bdi></strong>
    <span dir="auto">${quoted.text || t(quoted.removed ? 'removed' : quoted.text === null ? 'unsent' : 'file')}</span>`;
  return go
    ? html`<button class="quote" part="quote" type="button" title=${t('goToQuoted')} @click=${go}>${inside}</button>`
    : html`<div class="quote" part="quote">${inside}</div>${nothing}`;
}
