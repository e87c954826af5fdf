import { html, nothing, type TemplateResult } from 'lit';
import type { Tongue } from '../kit/i18n';
import type { ConversationEvent, ConversationRow, ConversationView, Message } from '../kit/wire';
import type { Key } from '../kit/words/en';
import { readable, topicText } from './topic';

const states: Record<string, Key> = {
  pending: 'statePending',
  paid: 'statePaid',
  confirmed: 'stateConfirmed',
  processing: 'stateProcessing',
  preparing: 'stateProcessing',
  packed: 'statePacked',
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
  return key ? t(key) : readable(state);
}

/** Green for done, red for off, plain for the rest. */
export function stateTone(state: string): string {
  if (/cancel|refund|return|declin|gone/i.test(state)) return 'off';
  return /paid|confirm|ship|deliver|complet|active|avail/i.test(state) ? 'good' : '';
}

export function eventText(
  tongue: Tongue,
  event: ConversationEvent,
  row: ConversationRow | undefined,
): string {
  const { t } = tongue;
  const data = event.data ?? {};
  switch (event.type) {
    case 'subject-changed':
      return changeText(tongue, String(data.state ?? ''), row);
    case 'conversation-closed':
    case 'conversation-reopened': {
      const name = nameOf(data.by, row);
      const closed = event.type === 'conversation-closed';
      if (!name) return t(closed ? 'closedNow' : 'reopenedNow');
      return t(closed ? 'wasClosed' : 'wasReopened', { name });
    }
    case 'conversation-passed-on': {
      const to = row?.party === 'buyer' ? 'passOnWrite' : 'passedOnTo';
      return t(data.direction === 'from' ? 'passedOnBy' : to, { name: String(data.name ?? '') });
    }
    case 'platform-asked':
      return t('platformAsked');
    case 'conversation-read':
      return t('wasReadByPlatform');
    case 'decision-made':
      return t('decisionMade');
    case 'decision-undone':
      return t('decisionUndone');
    case 'conversation-frozen':
      return t('wasFrozen');
    case 'conversation-thawed':
      return t('wasUnfrozen');
    case 'conversation-merged':
      return t('wasMerged');
    case 'conversation-merged-here':
      return t('wasMergedHere');
    case 'merge-undone':
      return t('mergeUndone');
    case 'conversation-moved':
      return t('wasMoved', { what: placeText(tongue, data.to as Moved | null) });
    default:
      return t('somethingChanged');
  }
}

interface Moved {
  kind?: 'listing' | 'order' | 'booking' | 'request' | null;
  id?: string | null;
  topic?: string | null;
}

function placeText(tongue: Tongue, to: Moved | null): string {
  return to?.kind ? `${tongue.t(to.kind)} ${to.id ?? ''}` : topicText(tongue, to?.topic ?? null);
}

/** To the buyer in a sentence about their order; to the vendor, who did it, as what was noted. */
function changeText(tongue: Tongue, state: string, row: ConversationRow | undefined): string {
  const { t } = tongue;
  const kind = row?.subject?.kind ?? 'order';
  const known = states[state.toLowerCase()]?.replace('state', kind);
  if (row?.party === 'buyer' && known && tongue.knows(known)) return t(known);
  const name = stateText(tongue, state);
  if (row?.party !== 'vendor') return t('subjectNow', { subject: t(kind), state: name });
  // Within a sentence; German keeps its capitals.
  const within = tongue.locale.startsWith('de') ? name : name.toLocaleLowerCase(tongue.locale);
  return t('subjectMarked', { subject: t(kind), state: within });
}

/** The event tells the side; a row knows the other's name, a view both. */
function nameOf(party: unknown, row: ConversationRow | undefined): string | undefined {
  if (party === row?.with.party) return row?.with.name;
  const view = row as Partial<ConversationView> | undefined;
  if (party === 'vendor') return view?.vendor?.name;
  return party === 'buyer' ? view?.buyer?.name : undefined;
}

/** All that a system message says, for the ear. */
export function systemText(tongue: Tongue, { event }: Message, row: ConversationRow | undefined): string {
  if (!event) return '';
  return [eventText(tongue, event, row), noteOf(event)].filter(Boolean).join('. ');
}

function noteOf(event: ConversationEvent | null): string {
  const note = event?.data?.note;
  return typeof note === 'string' ? note : '';
}

/** The buyer's other conversation that a line names. The vendor has no part in that one. */
function otherOf(event: ConversationEvent | null, row: ConversationRow | undefined): string | null {
  if (event?.type !== 'conversation-passed-on' || row?.party !== 'buyer') return null;
  const to = event.data?.conversation;
  return typeof to === 'string' ? to : null;
}

export function systemLine(
  tongue: Tongue,
  message: Message,
  row: ConversationRow | undefined,
  go: (conversation: string) => void,
): TemplateResult {
  const note = noteOf(message.event);
  const other = otherOf(message.event, row);
  const text = message.event
    ? eventText(tongue, message.event, row)
    : (message.text ?? tongue.t('somethingChanged'));
  return html`<div class="system" part="system" data-seq=${message.seq}>
    <p>
      <strong dir="auto">${text}</strong>
      <time datetime=${message.at} title=${tongue.when.exact(message.at)}>${tongue.when.time(message.at)}</time>
    </p>
    ${note ? html`<p class="soft" dir="auto">${note}</p>` : nothing}
    ${other ? html`<button class="link" type="button" @click=${() => go(other)}>${tongue.t('goThere')}</button>` : nothing}
  </div>`;
}
