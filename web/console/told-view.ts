import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { empty } from './queue-view';
import { Section } from './section';
import type { NoticeRow, Page } from './wire';

/** Why somebody heard of something, or did not: the log of one person's notices, which holds no texts. */
@customElement('parley-console-notices')
export class ConsoleNotices extends Section {
  @state() private person = '';
  @state() private rows: NoticeRow[] | null = null;
  @state() private cursor: string | null = null;

  private look(person: string, cursor: string | null): Promise<void> {
    return this.try(async () => {
      if (!cursor) this.rows = null;
      const next = cursor ? `&cursor=${cursor}` : '';
      const page = await this.call<Page<NoticeRow>>(
        'GET',
        `/v1/users/${encodeURIComponent(person)}/notices?limit=50${next}`,
      );
      this.rows = [...(this.rows ?? []), ...page.items];
      [this.person, this.cursor] = [person, page.cursor];
    });
  }

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    const person = String(new FormData(event.target as HTMLFormElement).get('person') ?? '').trim();
    if (person) void this.look(person, null);
  };

  protected override render(): TemplateResult {
    const { t } = this.tongue;
    const { rows } = this;
    return html`<section class="page"><h2>${t('told')}</h2><p class="note">${t('notificationsHelp')}</p>
      <form @submit=${this.submit} novalidate>
        <label class="field">${t('personId')}<input name="person" dir="ltr" autocomplete="off" required></label>
        ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
        <div class="buttons"><button class="button main" type="submit">${t('lookUp')}</button></div>
      </form>
      ${rows?.length === 0 ? empty(t('emptyNotifications'), '') : nothing}
      ${
        rows?.length
          ? html`<div class="scroll" tabindex="0" role="region" aria-label=${t('told')}><table>
              <thead><tr>${(['when', 'what', 'way', 'conversation', 'reason'] as const).map(name => html`<th scope="col">${t(name)}</th>`)}</tr></thead>
              <tbody>${rows.map(row => this.row(row))}</tbody></table></div>`
          : nothing
      }
      ${this.cursor ? html`<p><button class="button" type="button" @click=${() => void this.look(this.person, this.cursor)}>${t('more')}</button></p>` : nothing}
    </section>`;
  }

  private row(row: NoticeRow): TemplateResult {
    return html`<tr><td>${this.tongue.when.exact(row.plannedAt)}</td><td>${row.kind.replaceAll('-', ' ')}</td><td>${row.channel}</td><td><code dir="ltr">${row.conversation}</code></td><td lang="en" dir="ltr">${row.says}</td></tr>`;
  }
}
