import { html, nothing, type TemplateResult } from 'lit';
import type { Tongue } from '../kit/i18n';
import { Refusal } from '../kit/problem';
import { mayTryAgain, problemText, problemTitle } from '../kit/problem-text';
import type { Session } from '../kit/session';
import { askToSignIn } from '../kit/settings';
import { empty } from '../parts/empty';
import { threadHeader, type WayOut } from './thread-header';

/** In a place that could not be loaded: why, and what can be done about it. */
export function failed(tongue: Tongue, error: unknown, again: () => void): TemplateResult {
  const signedOut = error instanceof Refusal && error.status === 401;
  const act = (event: Event) => {
    if (signedOut) askToSignIn(event.currentTarget as Element);
    again();
  };
  const button = html`<button class="button" type="button" @click=${act}>${tongue.t(signedOut ? 'signInNow' : 'retry')}</button>`;
  return empty(
    signedOut ? 'talk' : 'lost',
    problemTitle(tongue, error),
    problemText(tongue, error),
    mayTryAgain(error) ? button : undefined,
  );
}

/** In place of everything: this person may not be here any more, or never had what this is of. */
export function barred(
  tongue: Tongue,
  session: Session,
  conversation: string | null,
  leave: WayOut | null = null,
): TemplateResult {
  const { t } = tongue;
  const why = conversation ? session.thread(conversation).error : null;
  const lost = session.wasHere || conversation;
  const text =
    why instanceof Refusal && why.code === 'case-required' ? 'caseRequired' : lost ? 'forbidden' : 'notFound';
  const head = {
    tongue,
    row: undefined,
    contact: null,
    leave,
    details: null,
    lost: true,
    reach: session.reach,
  };
  return html`<div class="frame alone" role="alert"><section class="thread">
    ${leave ? threadHeader(head) : nothing} ${empty('lost', t(lost ? 'forbiddenTitle' : 'notFoundTitle'), t(text))}
  </section></div>`;
}
