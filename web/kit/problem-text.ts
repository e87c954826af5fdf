import type { Tongue } from './i18n';
import { isPassing, Refusal, Unreachable } from './problem';
import { sentence } from './sentence';
import type { Key } from './words/en';

/** What to tell people, in their language: by the problem's type, then by its status; the server's sentence where we know neither. */
export function problemText({ t, refusals: own, locale }: Tongue, error: unknown): string {
  if (error instanceof Unreachable) return t('cannotLoad');
  if (!(error instanceof Refusal)) return t('didNotWork');
  const said = own?.[error.code];
  if (said) return sentence(said, { detail: error.message }, locale);
  const key = texts[error.code] ?? refusals[error.status]?.text;
  return key ? t(key) : error.message || t('didNotWork');
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

const refusals: Record<number, { title?: Key; text: Key }> = {
  401: { title: 'signedOutTitle', text: 'signInAgain' },
  403: { title: 'forbiddenTitle', text: 'forbidden' },
  404: { title: 'notFoundTitle', text: 'notFound' },
  429: { text: 'tooFast' },
};

const texts: Record<string, Key> = {
  'edit-window-over': 'editOver',
  'conversation-closed': 'isClosed',
  'conversation-frozen': 'isFrozen',
  'message-unsent': 'unsent',
  'message-removed': 'removed',
  'contact-not-allowed': 'contactNotAllowed',
  'case-required': 'caseRequired',
  validation: 'notAccepted',
  'invalid-character': 'notAccepted',
  'message-id-reused': 'notAccepted',
  'payload-too-large': 'notAccepted',
  overloaded: 'busy',
  unavailable: 'busy',
  'storage-full': 'busy',
};
