import { html, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { Draft } from '../../../kit/desk/settings/draft';
import { draftOf } from '../../../kit/desk/settings/drafts';
import {
  type HoursBody,
  hoursBody,
  hoursFlaws,
  type Span,
  spansOf,
  type Weekday,
  weekdays,
  withDay,
} from '../../../kit/desk/settings/hours';
import { hoursSource } from '../../../kit/desk/settings/hours-source';
import { openness } from '../../../kit/desk/settings/openness';
import { wallOf } from '../../../kit/desk/settings/zone';
import type { DeskMenu } from '../../../parts/desk/menu';
import { awayForm } from '../../../parts/desk/settings/away';
import { holidayList } from '../../../parts/desk/settings/holidays';
import { openLine } from '../../../parts/desk/settings/open-line';
import { type Stroke, week } from '../../../parts/desk/settings/week';
import { zoneField } from '../../../parts/desk/settings/zone-field';
import { copyDay } from './copy-day';
import { SettingsPage } from './settings-page';

/** When a vendor is open: its week, its holidays, its absences. */
@customElement('parley-desk-hours')
export class HoursPage extends SettingsPage {
  @state() private stroke: Stroke | null = null;
  /** Chosen, although no hours are entered yet. */
  @state() private byHours = false;
  @query('parley-desk-menu') private menu!: DeskMenu;

  private get draft(): Draft<HoursBody> {
    return draftOf(this.session, 'hours', () => hoursSource(this.session));
  }

  protected override willUpdate(): void {
    const { draft, rights } = this;
    this.watch.these(draft.changed, rights.changed);
    if (draft.state === 'new') void draft.load();
  }

  protected override render(): TemplateResult {
    const { words, draft, rights } = this;
    const { t } = words;
    const hours = draft.value;
    const waiting = this.notYet(draft);
    if (waiting || !hours) return waiting ?? html``;
    const may = rights.owner;
    const flaws = this.flaws(hours);
    const flaw = (name: string) => {
      const key = flaws.get(name);
      return key && t(key);
    };
    const days = weekdays.map(day => spansOf(hours.weekly, day));
    const always = hours.weekly.length === 0 && !this.byHours;
    return html`<header class="page-title"><h2>${t('hours')}</h2><p>${t('hoursIntro')}</p></header>
      ${this.lookOnly(may, 'owners')}
      ${openLine(words, openness(hoursBody(hours), Date.now()), hours.timeZone, draft.dirty)}
      <section class="block" aria-label=${t('week')}>
        <header><h3>${t('week')}</h3></header>
        ${zoneField(words, hours.timeZone, may, timeZone => this.change({ timeZone }))}
        <div class="choices" role="radiogroup" aria-label=${t('week')}>
          ${this.choice(t('always'), t('alwaysHint'), always, may, () => {
            this.byHours = false;
            this.change({ weekly: [] });
          })}
          ${this.choice(t('atTheseHours'), t('paintHint'), !always, may, () => this.openByHours(hours))}
        </div>
        ${flaws.has('weekly') ? html`<p class="flaw" id="week-flaw" tabindex="-1" aria-invalid="true">${flaw('weekly')}</p>` : ''}
        ${
          always
            ? ''
            : week({
                words,
                days,
                may,
                stroke: this.stroke,
                flaw: (day, at) => flaw(`weekly.${weekdays[day]}.${at}`),
                change: (day, to) => this.changeDay(weekdays[day] ?? 'monday', to),
                draw: stroke => {
                  this.stroke = stroke;
                },
                copy: (day, button) =>
                  copyDay(this.menu, button, words, day, to =>
                    this.change({ weekly: to(this.draft.value?.weekly ?? []) }),
                  ),
              })
        }
      </section>
      ${holidayList({
        words,
        holidays: hours.holidays,
        may,
        today: new Date(wallOf(Date.now(), hours.timeZone) * 60_000).toISOString().slice(0, 10),
        flaw: (at, name) => flaw(`holidays.${at}.${name}`),
        change: to => this.change({ holidays: to(this.draft.value?.holidays ?? []) }),
      })}
      ${awayForm({ words, away: hours.away, zone: hours.timeZone, may, flaw: flaw('away.until'), change: away => this.change({ away }) })}
      ${this.saving(draft, flaws.size, t('publish'), t('published'))}
      ${this.telling.render()}<parley-desk-menu></parley-desk-menu>`;
  }

  private flaws(hours: HoursBody): Map<string, Parameters<HoursPage['words']['t']>[0]> {
    const flaws = new Map<string, Parameters<HoursPage['words']['t']>[0]>(hoursFlaws(hours));
    if (this.byHours && hours.weekly.length === 0) flaws.set('weekly', 'needsHours');
    return flaws;
  }

  private choice(label: string, hint: string, on: boolean, may: boolean, choose: () => void): TemplateResult {
    return html`<label class="choice"><input type="radio" name="week-kind" .checked=${on} ?disabled=${!may} @change=${choose} /><span>${label}<small class="soft">${hint}</small></span></label>`;
  }

  /** A week as most have it, to be changed from there. */
  private openByHours(hours: HoursBody): void {
    this.byHours = true;
    if (hours.weekly.length > 0) return;
    this.change({ weekly: weekdays.slice(0, 5).map(day => ({ day, from: '09:00', until: '18:00' })) });
  }

  private change(changes: Partial<HoursBody>): void {
    const hours = this.draft.value;
    if (hours) this.draft.edit({ ...hours, ...changes });
  }

  private changeDay(day: Weekday, to: (spans: readonly Span[]) => Span[]): void {
    this.byHours = true;
    const weekly = this.draft.value?.weekly ?? [];
    this.change({ weekly: withDay(weekly, day, to(spansOf(weekly, day))) });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-desk-hours': HoursPage;
  }
}
