import { html, nothing, type TemplateResult } from 'lit';
import { empty } from './queue-view';
import type { ConsoleTongue } from './tongue';
import type { AuditView } from './wire';

/** What operators did, newest first. */
export function auditView(
  tongue: ConsoleTongue,
  entries: readonly AuditView[],
  more: boolean,
  showMore: () => void,
): TemplateResult {
  const { t } = tongue;
  return html`<section class="page"><h2>${t('audit')}</h2><p class="note">${t('auditHelp')}</p>
    ${
      entries.length
        ? html`<div class="scroll" tabindex="0" role="region" aria-label=${t('audit')}><table>
            <thead><tr>${(['when', 'who', 'what', 'about', 'reason'] as const).map(name => html`<th scope="col">${t(name)}</th>`)}</tr></thead>
            <tbody>${entries.map(
              entry =>
                html`<tr><td>${tongue.when.exact(entry.at)}</td><td><bdi>${entry.who}</bdi></td><td>${entry.what.replaceAll('-', ' ')}</td><td><bdi>${entry.about}</bdi></td><td dir="auto">${entry.reason}</td></tr>`,
            )}</tbody></table></div>`
        : empty(t('emptyAudit'), '')
    }
    ${more ? html`<p><button class="button" type="button" @click=${showMore}>${t('more')}</button></p>` : nothing}
  </section>`;
}
