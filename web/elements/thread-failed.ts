import { html, type TemplateResult } from 'lit';
import type { Tongue } from '../kit/i18n';
import { Refusal } from '../kit/problem';
import type { Thread } from '../kit/thread';
import { empty } from '../parts/empty';
import { problemText } from './problem-text';

/** A thread that could not be loaded: why, and another try where that can help. */
export function threadFailed(tongue: Tongue, thread: Thread): TemplateResult {
  const { error } = thread;
  const gone = error instanceof Refusal && error.status === 404;
  const again = html`<button class="button" type="button" @click=${() => void thread.open()}>${tongue.t('retry')}</button>`;
  return empty('lost', tongue.t('cannotLoadTitle'), problemText(tongue, error), gone ? undefined : again);
}
