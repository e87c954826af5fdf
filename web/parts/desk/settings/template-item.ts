import { html, nothing, type TemplateResult } from 'lit';
import type { Template } from '../../../kit/answer/wire';
import type { ShelfTongue } from '../../../kit/desk/settings/shelf-words';

/** For whom a template is, in words. */
export function scopeText({ t }: ShelfTongue, scope: string): string {
  if (scope === 'team') return t('scopeTeam');
  if (scope === 'me') return t('scopeMe');
  if (scope === 'operator') return t('scopeOperator');
  const [kind, target] = scope.split(/:(.*)/s);
  return `${t(kind === 'listing' ? 'scopeListing' : 'scopeCategory')}: ${target ?? ''}`;
}

/** One template in the list. */
export function templateItem(words: ShelfTongue, template: Template, open: () => void): TemplateResult {
  const { t, main } = words;
  const { name, shortcut, folder, scope, variants, files, uses, answered } = template;
  const share = new Intl.NumberFormat(main.locale, { style: 'percent', maximumFractionDigits: 0 }).format(
    uses > 0 ? Math.min(1, answered / uses) : 0,
  );
  const languages = variants.flatMap(({ locale }) => (locale ? [locale] : []));
  return html`<button class="shelf-item" type="button" @click=${open}>
    <span class="shelf-name"><strong><bdi>${name}</bdi></strong>${shortcut ? html`<kbd dir="ltr">/${shortcut}</kbd>` : nothing}
      ${scope === 'team' ? nothing : html`<span class="chip">${scopeText(words, scope)}</span>`}${languages.map(one => html`<span class="chip" dir="ltr">${one}</span>`)}</span>
    <span class="shelf-text" dir="auto">${(variants[0]?.text ?? '').replace(/\s+/g, ' ').slice(0, 160)}</span>
    <span class="shelf-figures soft">${[folder, uses > 0 ? t('uses', { n: uses }) : t('unused'), uses > 0 ? t('answered', { share }) : '', files.length > 0 ? main.t('nFiles', { n: files.length }) : ''].filter(Boolean).join(' · ')}</span>
  </button>`;
}
