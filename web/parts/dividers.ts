import { html, type TemplateResult } from 'lit';
import type { Tongue } from '../kit/i18n';

export function dayDivider({ when }: Tongue, at: string): TemplateResult {
  return html`<div class="day" part="day" role="separator" aria-label=${when.day(at)}><time datetime=${at.slice(0, 10)}>${when.day(at)}</time></div>`;
}

export function unreadDivider({ t }: Tongue): TemplateResult {
  return html`<div class="new" part="new" role="separator" aria-label=${t('newMark')}><span>${t('newMark')}</span></div>`;
}
