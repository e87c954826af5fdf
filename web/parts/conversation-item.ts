import { html, nothing, type TemplateResult } from 'lit';
import type { Tongue } from '../kit/i18n';
import { isBy, type Receipt, receiptOf, unreadOf } from '../kit/receipts';
import type { ConversationRow } from '../kit/wire';
import { face, thumb } from './avatar';
import { icon } from './icons';
import { receiptMark } from './receipt';
import { eventText } from './system-line';
import { topicText } from './topic';

export interface ItemLook {
  tongue: Tongue;
  chosen: boolean;
  /** The one item that Tab reaches; arrow keys move on from it. */
  tabStop: boolean;
  typing: string | null;
  person: string;
  /** Under a heading with the counterpart's name: the subject stands first. */
  grouped: boolean;
  /** Its messages have not reached the server: how far they came. */
  waiting?: Receipt | undefined;
  open(row: ConversationRow): void;
}

/** One conversation in the list. */
export function conversationItem(row: ConversationRow, look: ItemLook): TemplateResult {
  const { tongue, chosen, tabStop } = look;
  const { t, when } = tongue;
  const unread = unreadOf(row);
  const about = row.subject?.title ?? topicText(tongue, row.topic);
  return html`<button
    class="row ${unread > 0 ? 'unread' : ''} ${look.grouped ? 'grouped' : ''}"
    part="row"
    type="button"
    data-id=${row.id}
    tabindex=${tabStop ? 0 : -1}
    aria-current=${chosen ? 'true' : nothing}
    @click=${() => look.open(row)}
  >
    ${look.grouped ? thumb(row.subject) : face(row.with, row.subject, row.with.online)}
    <span class="row-body">
      <span class="row-line">
        ${
          look.grouped
            ? html`<span class="row-name" dir="auto">${about}</span>`
            : html`<bdi class="row-name">${row.with.name}</bdi>`
        }
        ${row.with.online ? html`<span class="hidden">${t('online')}</span>` : nothing}
        <time class="row-time" datetime=${row.at}>${when.short(row.at)}</time>
      </span>
      ${
        look.grouped
          ? nothing
          : html`<span class="row-line"><span class="row-about" dir="auto">${about}</span>${owes(row, tongue)}</span>`
      }
      <span class="row-line">
        <span class="row-last">${look.typing ? html`<em dir="auto">${t('typing', { name: look.typing })}…</em>` : snippet(row, look)}</span>
        ${look.grouped ? owes(row, tongue) : nothing}
        ${
          unread > 0
            ? html`<span class="count" part="unread"><span aria-hidden="true">${unread > 99 ? '99+' : unread}</span
                ><span class="hidden">${t('unreadCount', { n: unread })}</span></span>`
            : row.state === 'open'
              ? nothing
              : icon('lock', 'soft')
        }
      </span>
    </span>
  </button>`;
}

/** The last words of the conversation, and how far one's own have come. */
export function snippet(
  row: ConversationRow,
  { tongue, person, waiting }: Pick<ItemLook, 'tongue' | 'person' | 'waiting'>,
): TemplateResult | typeof nothing {
  const { last } = row;
  if (!last) return nothing;
  const { t } = tongue;
  const own = last.author.party === row.party;
  if (last.kind === 'system' && last.event) {
    return html`<span dir="auto">${eventText(tongue, last.event, row)}</span>`;
  }
  const unsent = last.unsent ? t(own ? 'unsentByYou' : 'unsent') : (last.text ?? t('erased'));
  const text = last.removedAt ? t('removed') : unsent;
  const words = html`${last.files > 0 ? icon('clip', 'soft') : nothing}<span dir="auto">${text || t('nFiles', { n: last.files })}</span>`;
  if (!own || last.unsent || last.removedAt) return words;
  const writer = isBy(last.author, person) ? t('you') : (last.author.agentName ?? last.author.name);
  return html`${receiptMark(tongue, waiting ?? receiptOf(last.seq, row), false)}<bdi class="soft">${writer}: </bdi>${words}`;
}

function owes(row: ConversationRow, { t, when }: Tongue): TemplateResult | typeof nothing {
  if (!row.owesSince || row.state !== 'open') return nothing;
  const title = t('waitsSinceLong', { time: when.exact(row.owesSince) });
  return html`<span class="owes" part="owes" title=${title}>${icon('clock')}${t('waitsSince', { time: when.span(row.owesSince) })}</span>`;
}
