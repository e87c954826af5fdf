import { html, nothing, type TemplateResult } from 'lit';
import type { QuickReply } from '../../kit/answer/wire';
import type { AnswerTongue } from '../../kit/answer/words';
import { icon } from '../icons';
import { withFiles } from './template-option';

/** The likely answers: one press puts one into the composer, the next sends it. */
export function quickRow(
  { t, main }: AnswerTongue,
  replies: readonly QuickReply[],
  filled: string | null,
  tap: (reply: QuickReply) => void,
): TemplateResult {
  return html`<div class="quick" role="group" aria-label=${t('quick')}>${replies.map(
    reply => html`<button class="quick-reply ${reply.template === filled ? 'filled' : ''}" type="button" title=${reply.text}
      aria-describedby=${reply.template === filled ? 'quick-about' : nothing} @click=${() => tap(reply)}>
      <bdi>${reply.name}</bdi>${withFiles(main, reply.files.length)}${reply.template === filled ? icon('send') : nothing}</button>`,
  )}</div>`;
}
