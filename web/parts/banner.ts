import { html, nothing, type TemplateResult } from 'lit';
import type { Tongue } from '../kit/i18n';
import { icon } from './icons';

export type Reach = 'fine' | 'offline' | 'interrupted';

/** Says that nothing is lost while the connection is. */
export function reachBanner({ t }: Tongue, reach: Reach): TemplateResult {
  return html`<div role="status">
    ${
      reach === 'fine'
        ? nothing
        : html`<p class="banner" part="banner">${icon('offline')}<span>${t(reach === 'offline' ? 'offline' : 'reconnecting')}</span></p>`
    }
  </div>`;
}
