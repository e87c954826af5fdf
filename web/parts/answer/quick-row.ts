import { html, nothing, type TemplateResult } from 'lit';
import type { AnswerTongue } from '../../kit/answer/words';
import type { QuickReply } from '../../kit/wire';
import { icon } from '../icons';

/** The likely answers: one press puts one into the composer, the next sends it. */
export function quickRow(
  { t }: AnswerTongue,
  replies: readonly QuickReply[],
  filled: string | null,
  tap: (reply: QuickReply) => void,
): TemplateResult {
  return html`<div class="quick" role="group" aria-label=${t('quick')}>${replies.map(
    reply => html`<button class="quick-reply ${reply.template === filled ? 'filled' : ''}" type="button" title=${reply.text}
      aria-describedby=${reply.template === filled ? 'quick-about' : nothing} @click=${() => tap(reply)}>
      <bdi>${reply.name}</bdi>${reply.template === filled ? icon('send') : nothing}</button>`,
  )}</div>`;
}
