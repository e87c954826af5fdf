import { html, nothing, type TemplateResult } from 'lit';
import type { Tongue } from '../kit/i18n';

/** Above the first message: earlier ones on their way, or the beginning. One line high in both cases. */
export function historyStart(
  { t }: Tongue,
  name: string,
  hasBefore: boolean,
  loading: boolean,
): TemplateResult {
  if (!hasBefore) return html`<p class="older">${t('beginning', { name })}</p>`;
  return html`<p class="older" role="status">${loading ? t('loadingOlder') : nothing}</p>`;
}
