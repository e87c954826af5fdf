import { html, type TemplateResult } from 'lit';
import type { Hole } from '../../kit/answer/gaps';
import type { AnswerTongue } from '../../kit/answer/words';

/** What is still to be filled in; each leads to its place. */
export function holeLine(
  { t }: AnswerTongue,
  holes: readonly Hole[],
  go: (hole: Hole) => void,
): TemplateResult {
  return html`<p class="hole-line"><span>${t('toFill')}</span>${holes.map(
    hole =>
      html`<button class="hole ${hole.blank ? '' : 'missing'}" type="button" dir="auto" title=${hole.blank ? '' : t('noValue', { name: hole.name })} @click=${() => go(hole)}>${hole.name}</button>`,
  )}</p>`;
}
