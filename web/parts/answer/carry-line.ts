import { html, type TemplateResult } from 'lit';
import type { AnswerTongue } from '../../kit/answer/words';
import { icon } from '../icons';

export interface CarryLook {
  left: string[] | null;
  coming: boolean;
  retry(): void;
  dismiss(): void;
}

/** What became of the files that a template carries, while there is something to say. */
export function carryLine({ t }: AnswerTongue, look: CarryLook): TemplateResult {
  const { left, coming } = look;
  return html`<div role="status">${
    coming
      ? html`<p class="carry-line">${t('filesComing')}</p>`
      : left
        ? html`<p class="carry-line left"><span>${left.length > 0 ? t('filesLeft', { names: left.join(', ') }) : t('filesFailed')}</span>
          ${left.length > 0 ? '' : html`<button class="link" type="button" @click=${look.retry}>${t('again')}</button>`}
          <button class="icon-button" type="button" aria-label=${t('dismiss')} title=${t('dismiss')} @click=${look.dismiss}>${icon('close')}</button></p>`
        : ''
  }</div>`;
}

/** The names of files that come along. */
export function carried(files: readonly { name: string }[]): TemplateResult {
  return html`<p class="carried">${icon('clip')}<bdi>${files.map(({ name }) => name).join(', ')}</bdi></p>`;
}
