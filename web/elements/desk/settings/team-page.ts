import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Draft } from '../../../kit/desk/settings/draft';
import { draftOf } from '../../../kit/desk/settings/drafts';
import { type TeamSettings, teamSource } from '../../../kit/desk/settings/team';
import { teamBookOf } from '../../../kit/desk/settings/team-book';
import type { SettingsKey } from '../../../kit/words/settings-en';
import { avatar } from '../../../parts/avatar';
import { SettingsPage } from './settings-page';

const roles: Record<string, [SettingsKey, SettingsKey]> = {
  owner: ['roleOwner', 'roleOwnerHint'],
  agent: ['roleAgent', 'roleAgentHint'],
  'read-only': ['roleReadOnly', 'roleReadOnlyHint'],
};

/** Who is in a vendor's team, and who sees what. */
@customElement('parley-desk-team')
export class TeamPage extends SettingsPage {
  private get draft(): Draft<TeamSettings> {
    return draftOf(this.session, 'team', () => teamSource(this.session));
  }

  protected override willUpdate(): void {
    const { draft, rights } = this;
    this.watch.these(draft.changed, rights.changed, teamBookOf(this.session).changed);
    if (draft.state === 'new') void draft.load();
  }

  protected override render(): TemplateResult {
    const { words, draft, rights } = this;
    const { t } = words;
    const waiting = this.notYet(draft);
    if (waiting || !draft.value) return waiting ?? html``;
    return html`<header class="page-title"><h2>${t('team')}</h2><p>${t('teamIntro')}</p></header>
      ${this.lookOnly(rights.owner, 'owners')} ${this.members()} ${this.sight(draft.value)}
      ${this.saving(draft, 0, t('save'), t('saved'))}${this.telling.render()}`;
  }

  private members(): TemplateResult {
    const { t } = this.words;
    const { agents } = teamBookOf(this.session);
    return html`<section class="block" aria-label=${t('members')}>
      <header><h3>${t('members')}</h3><p class="hint">${t('membersHint')}</p></header>
      <ul role="list" class="members">${agents.map(({ id, name, role, avatarUrl }) => {
        const [title, hint] = roles[role ?? ''] ?? [];
        return html`<li>${avatar({ id, name, avatarUrl: avatarUrl ?? null })}<div><strong><bdi>${name}</bdi></strong>${id === this.session.person ? html` <span class="soft">${t('you')}</span>` : nothing}${hint ? html`<p class="hint">${t(hint)}</p>` : nothing}</div>${title ? html`<span class="chip">${t(title)}</span>` : nothing}</li>`;
      })}</ul>
    </section>`;
  }

  private sight(team: TeamSettings): TemplateResult {
    const { words, rights, draft } = this;
    const { t } = words;
    const may = rights.owner;
    const choice = (visibility: TeamSettings['visibility'], label: SettingsKey, hint: SettingsKey) =>
      html`<label class="choice"><input type="radio" name="visibility" .checked=${team.visibility === visibility} ?disabled=${!may} @change=${() => draft.edit({ ...team, visibility })} /><span>${t(label)}<small class="soft">${t(hint)}</small></span></label>`;
    return html`<section class="block" aria-label=${t('sight')}>
      <header><h3>${t('sight')}</h3><p class="hint">${t('sightHint')}</p></header>
      <div class="choices" role="radiogroup" aria-label=${t('sight')}>${choice('all', 'sightAll', 'sightAllHint')}${choice('own', 'sightOwn', 'sightOwnHint')}</div>
      ${team.visibility === 'own' ? html`<label class="check"><input type="checkbox" .checked=${team.unassigned} ?disabled=${!may} @change=${(event: Event) => draft.edit({ ...team, unassigned: (event.target as HTMLInputElement).checked })} />${t('sightUnassigned')}</label>` : nothing}
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-desk-team': TeamPage;
  }
}
