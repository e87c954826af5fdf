import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Draft } from '../../../kit/desk/settings/draft';
import { draftOf } from '../../../kit/desk/settings/drafts';
import {
  newSchedule,
  type Schedule,
  type Schedules,
  scheduleFlaws,
  schedulesSource,
} from '../../../kit/desk/settings/schedules';
import { templateBookOf } from '../../../kit/desk/settings/template-book';
import { glyph } from '../../../parts/desk/settings/glyphs';
import { scheduleCard } from '../../../parts/desk/settings/schedule-card';
import { SettingsPage } from './settings-page';

/** Messages that go out by themselves around an order. */
@customElement('parley-desk-scheduled')
export class ScheduledPage extends SettingsPage {
  private get draft(): Draft<Schedules> {
    return draftOf(this.session, 'scheduled', () => schedulesSource(this.session));
  }

  protected override willUpdate(): void {
    const { draft, rights } = this;
    this.watch.these(draft.changed, rights.changed, templateBookOf(this.session).changed);
    if (draft.state === 'new') void draft.load();
  }

  protected override render(): TemplateResult {
    const { words, draft, rights } = this;
    const { t } = words;
    const waiting = this.notYet(draft);
    if (waiting || !draft.value) return waiting ?? html``;
    const book = templateBookOf(this.session);
    const { messages } = draft.value;
    const may = rights.writes;
    const flaws = messages.map(one => scheduleFlaws(one, book.templates));
    return html`<header class="page-title"><h2>${t('scheduled')}</h2><p>${t('scheduledIntro')}</p></header>
      ${this.lookOnly(may, 'ownersAndAgents')}
      ${messages.length === 0 ? html`<p class="teach">${t('noScheduled')}</p>` : nothing}
      ${repeat(
        messages,
        one => one.id ?? one.name,
        (one, at) =>
          scheduleCard({
            id: `scheduled-${one.id ?? at}`,
            words,
            book,
            schedule: one,
            may,
            flaw: name => {
              const key = flaws[at]?.get(name);
              return key && t(key);
            },
            change: changes =>
              this.change(all => all.map(other => (other.id === one.id ? { ...other, ...changes } : other))),
            remove: () => this.change(all => all.filter(other => other.id !== one.id)),
          }),
      )}
      ${may ? html`<button class="button add below" type="button" @click=${this.add}>${glyph('plus')}${t('addScheduled')}</button>` : nothing}
      ${book.templates?.length === 0 ? html`<p class="hint below">${t('scheduledNeedsTemplate')}</p>` : nothing}
      ${this.saving(
        draft,
        flaws.reduce((n, { size }) => n + size, 0),
        t('save'),
        t('saved'),
      )}${this.telling.render()}`;
  }

  private readonly add = (): void => {
    const one = newSchedule(templateBookOf(this.session).templates?.[0]?.id);
    this.change(all => [...all, one]);
    void this.updateComplete.then(() =>
      this.querySelector<HTMLElement>(`#scheduled-${one.id}-name`)?.focus(),
    );
  };

  private change(to: (messages: readonly Schedule[]) => Schedule[]): void {
    const now = this.draft.value;
    if (now) this.draft.edit({ ...now, messages: to(now.messages) });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-desk-scheduled': ScheduledPage;
  }
}
