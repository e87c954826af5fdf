import type { Tongue } from '../kit/i18n';
import { isPassing, Refusal, Unreachable } from '../kit/problem';
import type { Key } from '../kit/words/en';

/** What to tell people: our own words where we have them, else the server's sentence. */
export function problemText({ t }: Tongue, error: unknown): string {
  if (error instanceof Unreachable) return t('cannotLoad');
  if (!(error instanceof Refusal)) return t('didNotWork');
  if (error.code === 'edit-window-over') return t('editOver');
  if (error.code === 'conversation-closed') return t('isClosed');
  if (error.code === 'conversation-frozen') return t('isFrozen');
  const key = refusals[error.status]?.text;
  return key && !ownSentence.has(error.code) ? t(key) : error.message || t('didNotWork');
}

/** The heading over `problemText`, where a whole place shows the problem. */
export function problemTitle({ t }: Tongue, error: unknown): string {
  if (isPassing(error)) return t('cannotLoadTitle');
  return t((error instanceof Refusal && refusals[error.status]?.title) || 'failedTitle');
}

/** Whether asking again may help: who may not see a place, or finds none, will not by asking twice. */
export function mayTryAgain(error: unknown): boolean {
  return !(error instanceof Refusal && [403, 404].includes(error.status));
}

const refusals: Record<number, { title: Key; text: Key }> = {
  401: { title: 'signedOutTitle', text: 'signInAgain' },
  403: { title: 'forbiddenTitle', text: 'forbidden' },
  404: { title: 'notFoundTitle', text: 'notFound' },
};

/** These say which rule refused, which our general sentence does not. */
const ownSentence = new Set(['contact-not-allowed', 'case-required']);
