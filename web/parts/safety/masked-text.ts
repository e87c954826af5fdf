import { html, type TemplateResult } from 'lit';
import type { SafetyTongue } from '../../kit/safety/words';
import { messageText } from '../message-text';

/** What the server puts in place of words that are hidden for now. */
const hidden = '•••••';

/** A text of the other side with its hidden places as such; null where it has none. */
export function maskedText({ t }: SafetyTongue, text: string, name: string): TemplateResult | null {
  if (!text.includes(hidden)) return null;
  const [first = '', ...rest] = text.split(hidden);
  const about = t('maskedAbout', { name });
  return html`${messageText(first)}${rest.map(
    piece =>
      html`<span class="masked" title=${about}>${t('masked')}<span class="hidden"> (${about})</span></span>${messageText(piece)}`,
  )}`;
}
