import { html, nothing, type TemplateResult } from 'lit';
import type { SafetyTongue } from '../../kit/safety/words';
import { icon } from '../icons';

/** Where one would write: who of the two takes no messages, what can be done, and the way back for whoever may go it. */
export function blockLine(
  { t }: SafetyTongue,
  name: string,
  own: boolean,
  /** Nothing else keeps them from writing: it says more than the line that nobody can. */
  only: boolean,
  unblock: (() => void) | null,
): TemplateResult {
  return html`<div class="closed blocked ${only ? 'only' : ''}">
    ${icon('lock')}
    <div role="status"><p>${t(own ? 'blocked' : 'blockedByOther', { name })}</p>${own ? nothing : html`<p>${t('blockedHelp')}</p>`}</div>
    ${unblock ? html`<button class="button" type="button" @click=${unblock}>${t('unblock')}</button>` : nothing}
  </div>`;
}
