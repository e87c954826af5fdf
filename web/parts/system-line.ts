import { html, nothing, type TemplateResult } from 'lit';
import type { Tongue } from '../kit/i18n';
import type { Author, ConversationEvent, Message, SubjectCard } from '../kit/wire';
import type { Key } from '../kit/words/en';

const states: Record<string, Key> = {
  pending: 'statePending',
  paid: 'statePaid',
  confirmed: 'stateConfirmed',
  processing: 'stateProcessing',
  preparing: 'stateProcessing',
  shipped: 'stateShipped',
  delivered: 'stateDelivered',
  completed: 'stateCompleted',
  cancelled: 'stateCancelled',
  canceled: 'stateCancelled',
  refunded: 'stateRefunded',
  returned: 'stateReturned',
  active: 'stateActive',
  available: 'stateActive',
  sold: 'stateSold',
};

/** States are the host's own words; the common ones are translated, the others shown as they are. */
export function stateText({ t }: Tongue, state: string): string {
  const key = states[state.toLowerCase()];
  return key ? t(key) : state.charAt(0).toUpperCase() + state.slice(1).replace(/[-_]/g, ' ');
}

/** Green for done, red for off, plain for the rest. */
export function stateTone(state: string): string {
  if (/cancel|refund|return|declin|gone/i.test(state)) return 'off';
  return /paid|confirm|ship|deliver|complet|active|avail/i.test(state) ? 'good' : '';
}

export function eventText(
  tongue: Tongue,
  event: ConversationEvent,
  author: Author,
  subject: SubjectCard | null,
): string {
  const { t } = tongue;
  const data = event.data ?? {};
  switch (event.type) {
    case 'subject-changed':
      return t('subjectNow', {
        subject: t(subject?.kind ?? 'order'),
        state: stateText(tongue, String(data.state ?? '')),
      });
    case 'conversation-closed':
      return t('wasClosed', { name: author.name });
    case 'conversation-reopened':
      return t('wasReopened', { name: author.name });
    case 'conversation-frozen':
      return t('wasFrozen');
    case 'conversation-unfrozen':
      return t('wasUnfrozen');
    default:
      return t('somethingChanged');
  }
}

export function systemLine(tongue: Tongue, message: Message, subject: SubjectCard | null): TemplateResult {
  const note = message.event?.data?.note;
  const text = message.event
    ? eventText(tongue, message.event, message.author, subject)
    : (message.text ?? tongue.t('somethingChanged'));
  return html`<div class="system" part="system" data-seq=${message.seq}>
    <p>
      <strong dir="auto">${text}</strong>
      <time datetime=${message.at} title=${tongue.when.exact(message.at)}>${tongue.when.time(message.at)}</time>
    </p>
    ${typeof note === 'string' && note ? html`<p class="soft" dir="auto">${note}</p>` : nothing}
  </div>`;
}
