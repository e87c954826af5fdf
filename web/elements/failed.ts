import { html, type TemplateResult } from 'lit';
import type { Tongue } from '../kit/i18n';
import { Refusal } from '../kit/problem';
import { mayTryAgain, problemText, problemTitle } from '../kit/problem-text';
import type { Session } from '../kit/session';
import { empty } from '../parts/empty';

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

/** In place of everything: this person may not be here, or not any more. */
export function barred({ t }: Tongue, session: Session, conversation: string | null): TemplateResult {
  const why = conversation ? session.thread(conversation).error : null;
  const text = t(why instanceof Refusal && why.code === 'case-required' ? 'caseRequired' : 'forbidden');
  return html`<div class="frame alone" role="alert"><div class="column-thread">${empty('lost', t('forbiddenTitle'), text)}</div></div>`;
}
