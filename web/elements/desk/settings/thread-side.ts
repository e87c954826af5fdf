import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { askForPage } from '../../../kit/desk/pages';
import { DeedLog } from '../../../kit/desk/settings/deeds';
import { PlannedBook } from '../../../kit/desk/settings/schedules';
import { settingsTongueFor } from '../../../kit/desk/settings/words';
import type { SettingsKey } from '../../../kit/words/settings-en';
import { adoptStyles } from '../../../parts/desk/settings/adopt';
import { glyph } from '../../../parts/desk/settings/glyphs';
import { SettingsPage } from './settings-page';
import './thread-work';

const states: Record<string, SettingsKey> = {
  planned: 'planned',
  sent: 'plannedSent',
  cancelled: 'plannedCancelled',
  'not-sent': 'plannedNotSent',
};

/** Beside a thread: what is planned to be sent in it, and the way to what machines did there. */
@customElement('parley-desk-side')
export class ThreadSide extends SettingsPage {
  @property() conversation = '';
  private planned!: PlannedBook;
  private log!: DeedLog;

  override connectedCallback(): void {
    super.connectedCallback();
    adoptStyles(this);
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    const words = settingsTongueFor(this.tongue);
    if (!words.ready) void words.whenReady.then(() => this.requestUpdate());
    if (changes.has('conversation') || changes.has('session')) {
      this.planned = new PlannedBook(this.session, this.conversation);
      this.log = new DeedLog(this.session, { conversation: this.conversation });
      void this.planned.load();
      void this.log.load();
    }
    this.watch.these(this.planned.changed, this.log.changed, this.rights.changed);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { words, planned, log } = this;
    if (!words.ready) return nothing;
    const { t, main } = words;
    return html`${
      planned.items.length > 0
        ? html`<section class="side-part" aria-label=${t('scheduled')}><h3>${t('scheduled')}</h3><ul role="list">${planned.items.map(
            one => html`<li><div><strong dir="auto">${one.name}</strong><span class="soft">${t(states[one.status] ?? 'planned', { time: main.when.moment(one.dueAt) })}</span></div>
        ${one.status === 'planned' && this.rights.writes ? html`<button class="tiny" type="button" aria-label="${t('cancel')}: ${one.name}" @click=${() => void planned.cancel(one.id).catch(this.failed)}>${t('cancel')}</button>` : nothing}</li>`,
          )}</ul></section>`
        : nothing
    }${
      log.items.length > 0
        ? html`<button class="button wide" type="button" @click=${() => askForPage(this, 'rules', `log/${this.conversation}`)}>${glyph('flow')}${t('doneByMachine', { n: log.items.length })}</button>`
        : nothing
    }<parley-desk-work .session=${this.session} .tongue=${this.tongue} .conversation=${this.conversation}></parley-desk-work>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-desk-side': ThreadSide;
  }
}
