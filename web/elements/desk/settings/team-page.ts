import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { Draft } from '../../../kit/desk/settings/draft';
import { draftOf } from '../../../kit/desk/settings/drafts';
import {
  type HoursFlaw,
  spansOf,
  type WeeklyHours,
  weekdays,
  weekFlaws,
  withDay,
} from '../../../kit/desk/settings/hours';
import {
  type Assigning,
  type Availability,
  availabilityOf,
  setAway,
  type TeamSettings,
  type TeamWork,
  teamSource,
} from '../../../kit/desk/settings/team';
import { teamBookOf } from '../../../kit/desk/settings/team-book';
import type { SettingsKey } from '../../../kit/words/settings-en';
import type { DeskMenu } from '../../../parts/desk/menu';
import { type Member, memberItem } from '../../../parts/desk/settings/member-item';
import { numberField } from '../../../parts/desk/settings/number-field';
import { type Stroke, week } from '../../../parts/desk/settings/week';
import { copyDay } from './copy-day';
import { SettingsPage } from './settings-page';

/** Who is in a vendor's team and when, how conversations come to them, and who sees what. */
@customElement('parley-desk-team')
export class TeamPage extends SettingsPage {
  @state() private present: readonly Availability[] = [];
  /** Whose hours are open. */
  @state() private editing: string | null = null;
  @state() private stroke: Stroke | null = null;
  @query('parley-desk-menu') private menu!: DeskMenu;
  private asked = false;

  private get draft(): Draft<TeamWork> {
    return draftOf(this.session, 'team-work', () => teamSource(this.session));
  }

  protected override willUpdate(): void {
    const { draft, rights } = this;
    this.watch.these(draft.changed, rights.changed, teamBookOf(this.session).changed);
    if (draft.state === 'new') void draft.load();
    if (!this.asked) {
      this.asked = true;
      void this.look();
    }
  }

  private async look(): Promise<void> {
    this.present = await availabilityOf(this.session).catch(() => this.present);
  }

  protected override render(): TemplateResult {
    const { words, draft, rights } = this;
    const { t } = words;
    const waiting = this.notYet(draft);
    if (waiting || !draft.value) return waiting ?? html``;
    const { settings, hours } = draft.value;
    const flaws = Object.values(hours).reduce((n, weekly) => n + weekFlaws(weekly).size, 0);
    return html`<header class="page-title"><h2>${t('team')}</h2><p>${t('teamIntro')}</p></header>
      ${this.lookOnly(rights.owner, 'owners')} ${this.members(hours)} ${this.assigning(settings)} ${this.sight(settings)}
      ${this.saving(draft, flaws, t('save'), t('saved'))}${this.telling.render()}<parley-desk-menu></parley-desk-menu>`;
  }

  private members(hours: TeamWork['hours']): TemplateResult {
    const { t } = this.words;
    const { agents } = teamBookOf(this.session);
    return html`<section class="block" aria-label=${t('members')}>
      <header><h3>${t('members')}</h3><p class="hint">${t('membersHint')}</p></header>
      <ul role="list" class="members">${agents.map(agent => this.member(agent, hours[agent.id] ?? []))}</ul>
    </section>`;
  }

  private member(agent: Member, weekly: readonly WeeklyHours[]): TemplateResult {
    const { words, rights, session } = this;
    const open = this.editing === agent.id;
    return memberItem({
      words,
      agent,
      self: agent.id === session.person,
      may:
        agent.role !== 'read-only' && (agent.id === session.person || (rights.role !== null && rights.owner)),
      weekly,
      presence: this.present.find(({ userId }) => userId === agent.id),
      open,
      editor: open ? this.hours(agent.id, weekly) : null,
      away: away => void this.away(agent.id, away),
      edit: () => {
        this.editing = open ? null : agent.id;
      },
    });
  }

  private async away(person: string, away: boolean): Promise<void> {
    try {
      await setAway(this.session, person, away);
      await this.look();
    } catch (error) {
      this.failed(error);
    }
  }

  private hours(person: string, weekly: readonly WeeklyHours[]): TemplateResult {
    const { words } = this;
    const { t } = words;
    const flaws = weekFlaws(weekly);
    const change = (to: (now: readonly WeeklyHours[]) => WeeklyHours[]) => this.change(person, to);
    const usual = () =>
      change(() => weekdays.slice(0, 5).map(day => ({ day, from: '09:00', until: '17:00' })));
    const choice = (label: SettingsKey, on: boolean, choose: () => void) =>
      html`<label class="choice"><input type="radio" name="own-hours" .checked=${on} @change=${choose} /><span>${t(label)}</span></label>`;
    const none = weekly.length === 0;
    return html`<div class="choices" role="radiogroup" aria-label=${t('ownHours')}>${choice('wheneverOpen', none, () => change(() => []))}${choice('atTheseHours', !none, usual)}</div>
      ${
        none
          ? nothing
          : week({
              words,
              days: weekdays.map(day => spansOf(weekly, day)),
              may: true,
              stroke: this.stroke,
              flaw: (day, at) => {
                const key: HoursFlaw | undefined = flaws.get(`weekly.${weekdays[day]}.${at}`);
                return key && t(key);
              },
              change: (day, to) => {
                const name = weekdays[day] ?? 'monday';
                change(now => withDay(now, name, to(spansOf(now, name))));
              },
              draw: stroke => {
                this.stroke = stroke;
              },
              copy: (day, button) => copyDay(this.menu, button, words, day, change),
            })
      }`;
  }

  private change(person: string, to: (now: readonly WeeklyHours[]) => WeeklyHours[]): void {
    const work = this.draft.value;
    if (!work) return;
    const { [person]: before = [], ...rest } = work.hours;
    const weekly = to(before);
    this.draft.edit({ ...work, hours: weekly.length > 0 ? { ...rest, [person]: weekly } : rest });
  }

  private set(changes: Partial<TeamSettings>): void {
    const work = this.draft.value;
    if (work) this.draft.edit({ ...work, settings: { ...work.settings, ...changes } });
  }

  private assigning(team: TeamSettings): TemplateResult {
    const { words, rights } = this;
    const { t } = words;
    const may = rights.owner;
    const choice = (assign: Assigning, label: SettingsKey, hint?: SettingsKey) =>
      html`<label class="choice"><input type="radio" name="assign" .checked=${team.assign === assign} ?disabled=${!may} @change=${() => this.set({ assign })} /><span>${t(label)}${hint ? html`<small class="soft">${t(hint)}</small>` : nothing}</span></label>`;
    return html`<section class="block" aria-label=${t('assigning')}>
      <header><h3>${t('assigning')}</h3><p class="hint">${t('assigningHint')}</p></header>
      <div class="choices" role="radiogroup" aria-label=${t('assigning')}>${choice('by-hand', 'assignByHand', 'assignByHandHint')}${choice('round-robin', 'assignInTurn')}${choice('least-busy', 'assignLeastBusy')}</div>
      ${
        team.assign === 'by-hand'
          ? nothing
          : html`<div class="fields">${numberField({ id: 'team-capacity', label: t('capacity'), hint: t('capacityHint'), value: team.capacity, least: 1, most: 1000, may, change: capacity => this.set({ capacity }) })}${numberField({ id: 'team-away', label: t('awayAfter'), hint: t('awayAfterHint'), value: team.awayMinutes, least: 0, most: 10_080, may, change: awayMinutes => this.set({ awayMinutes }) })}</div>`
      }
    </section>`;
  }

  private sight(team: TeamSettings): TemplateResult {
    const { words, rights } = this;
    const { t } = words;
    const may = rights.owner;
    const choice = (visibility: TeamSettings['visibility'], label: SettingsKey, hint: SettingsKey) =>
      html`<label class="choice"><input type="radio" name="visibility" .checked=${team.visibility === visibility} ?disabled=${!may} @change=${() => this.set({ visibility })} /><span>${t(label)}<small class="soft">${t(hint)}</small></span></label>`;
    return html`<section class="block" aria-label=${t('sight')}>
      <header><h3>${t('sight')}</h3><p class="hint">${t('sightHint')}</p></header>
      <div class="choices" role="radiogroup" aria-label=${t('sight')}>${choice('all', 'sightAll', 'sightAllHint')}${choice('own', 'sightOwn', 'sightOwnHint')}</div>
      ${team.visibility === 'own' ? html`<label class="check"><input type="checkbox" .checked=${team.unassigned} ?disabled=${!may} @change=${(event: Event) => this.set({ unassigned: (event.target as HTMLInputElement).checked })} />${t('sightUnassigned')}</label>` : nothing}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-desk-team': TeamPage;
  }
}
