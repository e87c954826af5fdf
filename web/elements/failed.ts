import { html, type TemplateResult } from 'lit';
import type { Tongue } from '../kit/i18n';
import { empty } from '../parts/empty';
import { mayTryAgain, problemText, problemTitle } from './problem-text';

/** In a place that could not be loaded: why, and another try where that can help. */
export function failed(tongue: Tongue, error: unknown, again: () => void): TemplateResult {
  const button = html`<button class="button" type="button" @click=${again}>${tongue.t('retry')}</button>`;
  return empty(
    'lost',
    problemTitle(tongue, error),
    problemText(tongue, error),
    mayTryAgain(error) ? button : undefined,
  );
}
