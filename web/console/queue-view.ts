import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ConsoleTongue } from './tongue';
import type { CaseRow } from './wire';

/** Left: what is open, the worst first. */
export function queueView(
  tongue: ConsoleTongue,
  rows: readonly CaseRow[],
  chosen: string | null,
  more: boolean,
  choose: (id: string) => void,
  showMore: () => void,
): TemplateResult {
  const { t } = tongue;
  return html`<ul class="list" aria-label=${t('queue')}>
    ${repeat(
      rows,
      row => row.id,
      row => html`<li>
        <button class="row" type="button" data-case=${row.id} aria-current=${row.id === chosen ? 'true' : nothing}
          @click=${() => choose(row.id)}>
          ${harm(row.harm)}
          <span class="kind">${tongue.word(row.kind)}</span>
          <span class="soft">${tongue.when.short(row.openedAt)}</span>
          <span class="under">
            <bdi>${row.person ?? (row.party ? tongue.word(row.party) : '')}</bdi>
            ${row.flags > 1 ? t('flags', { n: row.flags }) : nothing}
            ${row.mine ? html`<b>${t('yours')}</b>` : row.claimedBy ? t('claimedBy', { name: row.claimedBy }) : nothing}
          </span>
        </button>
      </li>`,
    )}
    ${more ? html`<li><button class="button wide" type="button" @click=${showMore}>${t('more')}</button></li>` : nothing}
  </ul>`;
}

export function harm(value: number): TemplateResult {
  return html`<span class="harm ${value >= 70 ? 'high' : value >= 40 ? 'mid' : ''}">${value}</span>`;
}

export function empty(title: string, says: string): TemplateResult {
  return html`<div class="empty"><strong>${title}</strong><p>${says}</p></div>`;
}
