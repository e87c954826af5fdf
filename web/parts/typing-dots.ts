import { html, type TemplateResult } from 'lit';
import type { Tongue } from '../kit/i18n';

export function typingDots({ t }: Tongue, name: string): TemplateResult {
  return html`<div class="typing" part="typing">
    <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span><span class="soft">${t('typing', { name })}</span>
  </div>`;
}
