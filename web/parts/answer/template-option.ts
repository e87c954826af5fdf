import { html, nothing, type TemplateResult } from 'lit';
import type { Template } from '../../kit/answer/wire';
import type { AnswerTongue } from '../../kit/answer/words';
import type { Tongue } from '../../kit/i18n';
import { icon } from '../icons';

/** One template in a list to choose from. */
export function templateOption(
  { t, main }: AnswerTongue,
  template: Template,
  id: string,
  active: boolean,
  deeds: { look(): void; take(): void },
): TemplateResult {
  const { name, shortcut, folder, scope, variants, files } = template;
  const where = [folder, scope === 'me' ? t('mine') : scope === 'operator' ? t('byMarketplace') : ''].filter(
    Boolean,
  );
  return html`<li id=${id} class="snippet" role="option" aria-selected=${active}
    @pointermove=${active ? nothing : deeds.look} @pointerdown=${keepFocus} @click=${deeds.take}>
    <span class="snippet-name"><bdi>${name}</bdi>${shortcut ? html`<kbd dir="ltr">/${shortcut}</kbd>` : nothing}${withFiles(main, files.length)}</span>
    <span class="snippet-start" dir="auto">${where.length > 0 ? html`<b>${where.join(' · ')}</b> ` : nothing}${(variants[0]?.text ?? '').replace(/\{\{.*?\}\}/gs, '…').slice(0, 90)}</span>
  </li>`;
}

/** That files come along, and how many. */
export function withFiles({ t }: Tongue, n: number): TemplateResult | typeof nothing {
  return n > 0
    ? html`<span class="with-files" title=${t('nFiles', { n })}>${icon('clip')}<span class="hidden">${t('nFiles', { n })}</span></span>`
    : nothing;
}

/** The field that one types in keeps the focus while the list is pressed. */
export function keepFocus(event: Event): void {
  event.preventDefault();
}
