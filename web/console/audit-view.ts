import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { empty } from './queue-view';
import { Section } from './section';
import type { ConsoleTongue } from './tongue';
import type { AuditView, Page } from './wire';

/** What operators did: their own for those who decide, everything for analysts. */
@customElement('parley-console-audit')
export class ConsoleAudit extends Section {
  @state() private entries: AuditView[] | null = null;
  @state() private cursor: string | null = null;

  protected override load(): Promise<void> {
    return this.page(null);
  }

  private async page(cursor: string | null): Promise<void> {
    const page = await this.call<Page<AuditView>>('GET', `/v1/audit${cursor ? `?cursor=${cursor}` : ''}`);
    this.entries = cursor ? [...(this.entries ?? []), ...page.items] : page.items;
    this.cursor = page.cursor;
  }

  protected override render(): TemplateResult {
    const { tongue, entries, cursor } = this;
    if (!entries) return html`<p class="empty" role="status">${this.wrong || tongue.t('loading')}</p>`;
    return auditView(tongue, entries, cursor !== null, () => void this.try(() => this.page(cursor)));
  }
}

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
