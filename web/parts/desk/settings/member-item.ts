import { html, nothing, type TemplateResult } from 'lit';
import type { WeeklyHours } from '../../../kit/desk/settings/hours';
import type { Availability } from '../../../kit/desk/settings/team';
import type { SettingsTongue } from '../../../kit/desk/settings/words';
import type { TeamAgent } from '../../../kit/desk/wire';
import type { SettingsKey } from '../../../kit/words/settings-en';
import { avatar } from '../../avatar';

export type Member = TeamAgent;

const roles: Record<string, [SettingsKey, SettingsKey]> = {
  owner: ['roleOwner', 'roleOwnerHint'],
  agent: ['roleAgent', 'roleAgentHint'],
  'read-only': ['roleReadOnly', 'roleReadOnlyHint'],
};

export interface MemberLook {
  words: SettingsTongue;
  agent: Member;
  self: boolean;
  /** Whether one says for them when they are there. */
  may: boolean;
  weekly: readonly WeeklyHours[];
  presence: Availability | undefined;
  open: boolean;
  editor: TemplateResult | null;
  away(away: boolean): void;
  edit(): void;
}

/** One of the team: who they are, whether they are there, and their own hours. */
export function memberItem(look: MemberLook): TemplateResult {
  const { words, agent, self, may, presence, open } = look;
  const { t } = words;
  const { id, name, role, avatarUrl } = agent;
  const [title, hint] = roles[role ?? ''] ?? [];
  const away = presence?.away ?? false;
  return html`<li class=${open ? 'open' : ''}>${avatar({ id, name, avatarUrl: avatarUrl ?? null })}
    <div><strong><bdi>${name}</bdi></strong>${self ? html` <span class="soft">${t('you')}</span>` : nothing}${hint ? html`<p class="hint">${t(hint)}</p>` : nothing}${role === 'read-only' ? nothing : html`<p class="hint when">${whenText(look)}</p>`}</div>
    ${title ? html`<span class="chip">${t(title)}</span>` : nothing}
    ${
      may
        ? html`<span class="member-tools"><button class="tiny" type="button" aria-pressed=${String(away)} aria-label="${t('away')}: ${name}" @click=${() => look.away(!away)}>${t(away ? 'backAgain' : 'away')}</button>
        <button class="tiny" type="button" aria-expanded=${String(open)} aria-label="${t('ownHours')}: ${name}" @click=${look.edit}>${t('ownHours')}</button></span>`
        : nothing
    }
    ${look.editor ? html`<div class="member-hours">${look.editor}</div>` : nothing}
  </li>`;
}

function whenText({ words, weekly, presence }: MemberLook): string {
  const { t, main } = words;
  if (presence?.away)
    return presence.until ? t('memberAwayUntil', { time: main.when.moment(presence.until) }) : t('away');
  if (weekly.length === 0) return t('wheneverOpen');
  return t(presence && presence.weekly.length > 0 && !presence.working ? 'offNow' : 'ownHours');
}
