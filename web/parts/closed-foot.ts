import { html, nothing, type TemplateResult } from 'lit';
import type { Tongue } from '../kit/i18n';
import type { ConversationRow } from '../kit/wire';
import { icon } from './icons';

/** In place of the composer: why nobody can write here, and the way to change that where there is one. */
export function closedFoot(
  { t }: Tongue,
  row: ConversationRow,
  left: boolean,
  reopen: () => void,
  go: (conversation: string) => void,
): TemplateResult {
  const closed = row.state === 'closed';
  const { mergedInto } = row;
  if (mergedInto)
    return html`<div class="closed" part="closed">
      ${icon('lock')}
      <p dir="auto">${t('isMerged')}</p>
      <button class="button" type="button" @click=${() => go(mergedInto)}>${t('goThere')}</button>
    </div>`;
  const why = closed
    ? t('isClosed')
    : row.state === 'frozen'
      ? t('isFrozen')
      : left
        ? t('hasLeft', { name: row.with.name })
        : t('cannotWrite');
  return html`<div class="closed" part="closed">
    ${icon('lock')}
    <p dir="auto">${why}</p>
    ${closed ? html`<button class="button" type="button" @click=${reopen}>${t('reopen')}</button>` : nothing}
  </div>`;
}
