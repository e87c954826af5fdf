import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { askForPage } from '../../../kit/desk/pages';
import { settingsTongueFor } from '../../../kit/desk/settings/words';
import type { SettingsKey } from '../../../kit/words/settings-en';
import { SettingsPage } from './settings-page';
import './hours-page';
import './replies-page';
import './scheduled-page';
import './team-page';

/** What can be set up, each with the element that does; the first is the one people begin with. */
const sections: { name: string; title: SettingsKey; view(page: SettingsHome): TemplateResult }[] = [
  {
    name: 'hours',
    title: 'hours',
    view: ({ session, tongue }) =>
      html`<parley-desk-hours .session=${session} .tongue=${tongue}></parley-desk-hours>`,
  },
  {
    name: 'team',
    title: 'team',
    view: ({ session, tongue }) =>
      html`<parley-desk-team .session=${session} .tongue=${tongue}></parley-desk-team>`,
  },
  {
    name: 'replies',
    title: 'replies',
    view: ({ session, tongue }) =>
      html`<parley-desk-replies .session=${session} .tongue=${tongue}></parley-desk-replies>`,
  },
  {
    name: 'scheduled',
    title: 'scheduled',
    view: ({ session, tongue }) =>
      html`<parley-desk-scheduled .session=${session} .tongue=${tongue}></parley-desk-scheduled>`,
  },
];

/** How a vendor's team works: one section at a time. */
@customElement('parley-desk-settings')
export class SettingsHome extends SettingsPage {
  protected override render(): TemplateResult {
    const { t } = settingsTongueFor(this.tongue);
    const here = sections.find(({ name }) => name === this.about) ?? sections[0];
    const tab = (section: (typeof sections)[number]) =>
      html`<li><button type="button" aria-current=${section === here ? 'true' : nothing} @click=${() => askForPage(this, 'settings', section.name)}>${t(section.title)}</button></li>`;
    return html`${sections.length > 1 ? html`<nav class="sections" aria-label=${t('sections')}><ul role="list">${sections.map(tab)}</ul></nav>` : nothing}
      ${here?.view(this)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-desk-settings': SettingsHome;
  }
}
