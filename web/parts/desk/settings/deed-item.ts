import { html, nothing, type TemplateResult } from 'lit';
import type { DeedView } from '../../../kit/desk/settings/deeds';
import type { RuleActType } from '../../../kit/desk/settings/rule';
import { actText, list, type Names, whyText } from '../../../kit/desk/settings/rule-sentence';
import type { SettingsTongue } from '../../../kit/desk/settings/words';
import type { Priority } from '../../../kit/desk/wire';
import type { SettingsKey } from '../../../kit/words/settings-en';

const kinds: Record<DeedView['kind'], SettingsKey> = {
  'auto-reply': 'kindAutoReply',
  rule: 'kindRule',
  scheduled: 'kindScheduled',
};

const replies: Record<string, SettingsKey> = {
  away: 'replyAway',
  'outside-hours': 'replyClosed',
  'first-message': 'replyFirst',
};

export interface DeedLook {
  words: SettingsTongue;
  names: Names;
  name: string;
  /** With whom the conversation is; empty while it is not known. */
  who: string;
  /** Null where one is in it already. */
  openThread: (() => void) | null;
}

/** One thing that was done by machine, and why. */
export function deedItem(deed: DeedView, { words, names, name, who, openThread }: DeedLook): TemplateResult {
  const { t, main } = words;
  const key = deed.kind === 'auto-reply' ? replies[name] : undefined;
  const title = key
    ? t(key)
    : deed.kind === 'auto-reply'
      ? t('replyTopic', { topic: names.topic(name.replace(/^topic:/, '')) })
      : name;
  const why =
    deed.kind === 'rule'
      ? list(
          deed.why.map(one => whyText(one, words, names)),
          'conjunction',
          words,
        )
      : '';
  return html`<li class="deed-item">
    <div class="deed-head"><span class="chip">${t(kinds[deed.kind])}</span><strong dir="auto">${title}</strong><time class="soft" datetime=${deed.at} title=${main.when.exact(deed.at)}>${main.when.short(deed.at)}</time></div>
    <ul role="list">${deed.acts.map(act => html`<li class=${act.done ? '' : 'flaw'} dir="auto">${actLine(act, words, names)}</li>`)}</ul>
    ${why ? html`<p class="hint" dir="auto">${t('because', { why })}</p>` : nothing}
    ${openThread ? html`<button class="link" type="button" dir="auto" @click=${openThread}>${who || t('aConversation')}</button>` : nothing}
  </li>`;
}

function actLine(act: DeedView['acts'][number], words: SettingsTongue, names: Names): string {
  const { t } = words;
  const { type, to } = act;
  const text =
    type === 'reply' && !to
      ? t('sentReply')
      : actText(
          {
            type: type as RuleActType,
            to,
            priority: to as Priority | null,
            template: to,
            label: to,
            hours: Number(to) || null,
          },
          words,
          names,
        );
  return act.done ? text : t('notActed', { act: text, why: act.problem ?? '' });
}
