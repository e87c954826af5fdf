import { html, nothing, type TemplateResult } from 'lit';
import type { ConsoleTongue } from './tongue';
import type { NoticeEvidence } from './wire';

/** Says whom a notice concerns; without a conversation for the person alone. */
export type NameSubject = (person: string, conversation: string | null) => void;

/** What people from outside say, in their words, and whom it concerns where they could not know. */
export function noticesView(
  tongue: ConsoleTongue,
  notices: readonly NoticeEvidence[],
  name: NameSubject,
): TemplateResult | typeof nothing {
  if (!notices.length) return nothing;
  const { t } = tongue;
  const submit = (event: Event) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const field = (part: string) => String(form.get(part) ?? '').trim();
    name(field('person'), field('conversation') || null);
  };
  return html`<h3>${t('notices')}</h3><p class="note">${t('noticesHelp')}</p>
    ${notices.map(notice => noticeView(tongue, notice))}
    <details><summary>${t('concerns')}</summary>
      <form @submit=${submit} novalidate>
        <p class="note">${t('concernsHelp')}</p>
        <div class="two">
          <label class="field">${t('personId')}<input name="person" dir="ltr" autocomplete="off" maxlength="128" required></label>
          <label class="field">${t('conversationId')}<input name="conversation" dir="ltr" autocomplete="off" maxlength="36"></label>
        </div>
        <div class="buttons"><button class="button" type="submit">${t('concerns')}</button></div>
      </form></details>`;
}

function noticeView(tongue: ConsoleTongue, notice: NoticeEvidence): TemplateResult {
  const { t } = tongue;
  const named = [
    notice.conversation && `${t('conversationId')}: ${notice.conversation}`,
    notice.message && `${t('messageNumber')}: ${notice.message}`,
    notice.person && `${t('personId')}: ${notice.person}`,
  ].filter(Boolean);
  const by = [notice.name, notice.mail].filter(Boolean).join(' · ');
  return html`<p><b>${tongue.word(notice.category)}</b> · ${tongue.when.exact(notice.at)}${by ? html` · <bdi>${by}</bdi>` : nothing}</p>
    <blockquote dir="auto">${notice.about ?? t('wordsGone')}</blockquote>
    ${notice.why ? html`<blockquote dir="auto">${notice.why}</blockquote>` : nothing}
    ${named.length ? html`<p class="soft"><bdi>${named.join(' · ')}</bdi></p>` : nothing}`;
}
