import { html, nothing, type TemplateResult } from 'lit';
import type { Tongue } from '../kit/i18n';
import { threadIcon } from './thread-icons';

/** Back to the newest message, with the number of those that came meanwhile. */
export function jumpButton({ t }: Tongue, below: number, jump: () => void): TemplateResult {
  const label = below > 0 ? t('newBelow', { n: below }) : t('jumpToNewest');
  return html`<button class="jump" part="jump" type="button" aria-label=${label} title=${label} @click=${jump}>
    ${below > 0 ? html`<span>${label}</span>` : nothing}${threadIcon('down')}
  </button>`;
}
