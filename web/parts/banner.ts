import { html, nothing, type TemplateResult } from 'lit';
import type { Tongue } from '../kit/i18n';
import type { Reach } from '../kit/reach';
import type { Key } from '../kit/words/en';
import { icon } from './icons';

const words: Record<Exclude<Reach, 'fine'>, Key> = {
  offline: 'offline',
  interrupted: 'reconnecting',
  'signed-out': 'signedOutNow',
};

/** Says that nothing is lost while the connection is. */
export function reachBanner({ t }: Tongue, reach: Reach, signIn: (event: Event) => void): TemplateResult {
  return html`<div role="status">
    ${
      reach === 'fine'
        ? nothing
        : html`<p class="banner" part="banner">${icon('offline')}<span>${t(words[reach])}</span>${reach === 'signed-out' ? html`<button class="link" type="button" @click=${signIn}>${t('signInNow')}</button>` : nothing}</p>`
    }
  </div>`;
}
