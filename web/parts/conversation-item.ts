import { html, nothing, type TemplateResult } from 'lit';
import type { Tongue } from '../kit/i18n';
import { receiptOf } from '../kit/receipts';
import type { ConversationRow } from '../kit/wire';
import { face } from './avatar';
import { icon } from './icons';
import { receiptMark } from './receipt';
import { eventText } from './system-line';

export interface ItemLook {
  tongue: Tongue;
  chosen: boolean;
  /** The one item that Tab reaches; arrow keys move on from it. */
  tabStop: boolean;
  typing: string | null;
  open(row: ConversationRow): void;
}

/** One conversation in the list. */
export function conversationItem(row: ConversationRow, look: ItemLook): TemplateResult {
  const { tongue, chosen, tabStop } = look;
  const { t, when } = tongue;
  return html`<button
    class="row ${row.unread > 0 ? 'unread' : ''}"
    part="row"
    type="button"
    data-id=${row.id}
    tabindex=${tabStop ? 0 : -1}
    aria-current=${chosen ? 'true' : nothing}
    @click=${() => look.open(row)}
  >
    ${face(row.with, row.subject, row.with.online)}
    <span class="row-body">
      <span class="row-line">
        <bdi class="row-name">${row.with.name}</bdi>
        ${row.with.online ? html`<span class="hidden">${t('online')}</span>` : nothing}
        <time class="row-time" datetime=${row.at}>${when.short(row.at)}</time>
      </span>
      <span class="row-line">
        <span class="row-about" dir="auto">${row.subject?.title ?? row.topic ?? t('general')}</span>
        ${owes(row, tongue)}
      </span>
      <span class="row-line">
        <span class="row-last">${look.typing ? html`<em>${t('typing', { name: look.typing })}…</em>` : snippet(row, tongue)}</span>
        ${
          row.unread > 0
            ? html`<span class="count" part="unread"><span aria-hidden="true">${row.unread > 99 ? '99+' : row.unread}</span
                ><span class="hidden">${t('unreadCount', { n: row.unread })}</span></span>`
            : row.state === 'open'
              ? nothing
              : icon('lock', 'soft')
        }
      </span>
    </span>
  </button>`;
}

function snippet(row: ConversationRow, tongue: Tongue): TemplateResult | typeof nothing {
  const { last } = row;
  if (!last) return nothing;
  const { t } = tongue;
  const own = last.author.party === row.party;
  if (last.kind === 'system' && last.event) {
    return html`<span dir="auto">${eventText(tongue, last.event, last.author, row.subject)}</span>`;
  }
  const text = last.unsent ? t(own ? 'unsentByYou' : 'unsent') : (last.text ?? t('erased'));
  return own
    ? html`${receiptMark(tongue, receiptOf(last.seq, row), false)}<span class="soft">${t('you')}: </span><bdi>${text}</bdi>`
    : html`<bdi>${text}</bdi>`;
}

function owes(row: ConversationRow, { t, when }: Tongue): TemplateResult | typeof nothing {
  if (!row.owesSince || row.state !== 'open') return nothing;
  const title = t('waitsSinceLong', { time: when.exact(row.owesSince) });
  return html`<span class="owes" part="owes" title=${title}>${icon('clock')}${t('waitsSince', { time: when.span(row.owesSince) })}</span>`;
}
