import { html, nothing, type TemplateResult } from 'lit';
import { answerWords } from '../kit/answer-time';
import type { Tongue } from '../kit/i18n';
import type { AnswerTime, ConversationRow, ConversationView } from '../kit/wire';
import { avatar } from './avatar';
import { icon } from './icons';
import { subjectCard } from './subject-card';
import { topicText } from './topic';

export function answerTimeText({ t }: Tongue, time: AnswerTime): string {
  return t(...answerWords(time));
}

export interface ContextLook {
  tongue: Tongue;
  view: ConversationView | undefined;
  /** When the first message was written, where that is known. */
  since: string | null;
  close(): void;
  setClosed(closed: boolean): void;
  /** Tells the marketplace what is wrong here; once its bundle is here. */
  report?: (() => void) | undefined;
  /** What a vendor's team sees beside it. */
  side?: TemplateResult | typeof nothing;
}

/** What the conversation is about and with whom; the vendor closes it here. */
export function contextColumn(row: ConversationRow, look: ContextLook): TemplateResult {
  const { tongue, view, since } = look;
  const { t, when } = tongue;
  return html`<header class="context-head">
      <h2>${t('details')}</h2>
      <button class="icon-button context-close" type="button" aria-label=${t('close')} @click=${look.close}>${icon('close')}</button>
    </header>
    <div class="context-body">
      ${row.subject ? subjectCard(tongue, row.subject) : topicCard(tongue, row.topic)}
      <section class="who">
        ${avatar(row.with, 'large', row.with.online)}
        <div>
          <h3><bdi>${row.with.name}</bdi></h3>
          <p class="soft">${[roleText(tongue, row), presenceText(tongue, row)].filter(Boolean).join(' · ')}</p>
          ${row.party === 'buyer' && view ? html`<p class="soft">${answerTimeText(tongue, view.vendor.answerTime)}</p>` : nothing}
          ${since ? html`<p class="soft">${t('since', { date: when.calendar(since) })}</p>` : nothing}
        </div>
      </section>
      ${look.side ?? nothing}
      ${row.state === 'open' && row.party === 'vendor' ? html`<button class="button wide" type="button" @click=${() => look.setClosed(true)}>${icon('lock')}${t('closeConversation')}</button>` : nothing}
      ${row.state === 'closed' ? html`<button class="button wide" type="button" @click=${() => look.setClosed(false)}>${t('reopen')}</button>` : nothing}
      ${look.report ? html`<button class="button wide" type="button" @click=${look.report}>${t('report')}</button>` : nothing}
    </div>`;
}

/** What a thread without a subject is about. */
function topicCard(tongue: Tongue, topic: string | null): TemplateResult {
  return html`<section class="card" aria-label=${tongue.t('topic')}>
    <div class="card-body">
      <p class="card-kind">${tongue.t('topic')}</p>
      <h3 dir="auto">${topicText(tongue, topic)}</h3>
    </div>
  </section>`;
}

export function roleText({ t }: Tongue, row: ConversationRow): string {
  return t(row.with.party === 'vendor' ? 'seller' : 'buyer');
}

export function presenceText({ t, when }: Tongue, row: ConversationRow): string {
  const { online, lastSeenAt } = row.with;
  if (online) return t('online');
  return lastSeenAt ? t('lastSeen', { time: when.ago(lastSeenAt) }) : '';
}
