import { html, nothing, type TemplateResult } from 'lit';
import type { Desk } from '../../kit/desk/desk';
import { filingOf } from '../../kit/desk/folders';
import { askForPage, pages } from '../../kit/desk/pages';
import { worthOf } from '../../kit/desk/query';
import { closingOf, waitingOf } from '../../kit/desk/waiting';
import type { DeskRow } from '../../kit/desk/wire';
import type { DeskTongue } from '../../kit/desk/words';
import type { Tongue } from '../../kit/i18n';
import { unreadOf } from '../../kit/receipts';
import type { DeskKey } from '../../kit/words/desk-en';
import { face, initials } from '../avatar';
import { snippet } from '../conversation-item';
import { icon } from '../icons';
import { topicText } from '../topic';
import { dot } from './act-menus';
import { type DeskIcon, deskIcon } from './icons';
import { priorityMark } from './priority';

/** What a row's own buttons do. */
export type RowTool = 'archive' | 'restore' | 'snooze' | 'assign' | 'star' | 'unstar';

export interface DeskRowLook {
  desk: Desk;
  words: DeskTongue;
  chosen: boolean;
  tabStop: boolean;
  ticked: boolean;
  /** Under the pointer or reached by key: its tools are there. */
  near: boolean;
  typing: string | null;
  /** Place in the folder, from 1, and how many there are; -1 when nobody knows. */
  place: number;
  of: number;
  top: number;
  /** The list is in the order of what is spent: each row says how much. */
  valued: boolean;
  open(row: DeskRow): void;
  tick(row: DeskRow, range: boolean): void;
  tool(tool: RowTool, row: DeskRow, button: HTMLElement): void;
}

/** A conversation in a folder: one button that opens it, a box that ticks it, and its tools. */
export function deskRow(row: DeskRow, look: DeskRowLook): TemplateResult {
  const { words, chosen, tabStop, ticked, desk } = look;
  const { t } = words;
  const { when, t: say } = words.main;
  const unread = unreadOf(row);
  const marked = desk.unread.has(row.id);
  const stop = tabStop ? 0 : -1;
  return html`<li
    class="desk-item ${ticked ? 'ticked' : ''}"
    aria-posinset=${look.place}
    aria-setsize=${look.of}
    style="transform: translateY(${look.top}px)"
  >
    <button
      class="row ${unread > 0 || marked ? 'unread' : ''}"
      part="row"
      type="button"
      data-id=${row.id}
      tabindex=${stop}
      aria-current=${chosen ? 'true' : nothing}
      @click=${(event: MouseEvent) => (event.shiftKey ? look.tick(row, true) : look.open(row))}
    >
      ${face(row.with, row.subject, row.with.online)}
      <span class="row-body">
        <span class="row-line">
          <span class="row-who">${priority(row, look)}<bdi class="row-name">${row.with.name}</bdi></span>
          ${row.with.online ? html`<span class="hidden">${say('online')}</span>` : nothing}
          ${desk.starred.has(row.id) ? html`<span class="row-star">${deskIcon('starred')}<span class="hidden">${t('isStarred')}</span></span>` : nothing}
          <time class="row-time" datetime=${row.at}>${when.short(row.at)}</time>
        </span>
        <span class="row-line row-middle">
          <span class="row-about" dir="auto">${row.subject?.title ?? topicText(words.main, row.topic)}</span>
          ${look.valued ? value(row, words) : nothing}${asleep(row, words)}${waiting(row, words)}
        </span>
        <span class="row-line">
          <span class="row-last">${
            look.typing
              ? html`<em dir="auto">${say('typing', { name: look.typing })}…</em>`
              : snippet(row, { tongue: words.main, person: desk.me })
          }</span>
          ${labels(row, desk, words)}${holder(row, words, desk)}
          ${
            unread > 0
              ? html`<span class="count" part="unread"><span aria-hidden="true">${unread > 99 ? '99+' : unread}</span
                  ><span class="hidden">${say('unreadCount', { n: unread })}</span></span>`
              : marked
                ? html`<span class="count bare" part="unread"><span class="hidden">${t('isMarkedUnread')}</span></span>`
                : row.state === 'open'
                  ? nothing
                  : icon('lock', 'soft')
          }
        </span>
      </span>
    </button>
    <label class="tick" @click=${ticks(row, look)}
      ><input type="checkbox" tabindex=${stop} aria-label=${t('selectThis', { name: row.with.name })} .checked=${ticked}
    /></label>
    ${look.near ? html`${tools(row, look)}${reason(row, look)}` : nothing}
  </li>`;
}

/** While it rushes by. */
export function rowOutline(top: number): TemplateResult {
  return html`<li class="desk-item outline" aria-hidden="true" style="transform: translateY(${top}px)"></li>`;
}

/** The box shows what is ticked, not what was pressed. */
function ticks(row: DeskRow, look: DeskRowLook) {
  return (event: MouseEvent) => {
    if (!(event.target instanceof HTMLInputElement)) {
      // The press goes on to the box, which asks again; Shift is known only here.
      if (!event.shiftKey) return;
      event.preventDefault();
    }
    look.tick(row, event.shiftKey);
  };
}

function tools(row: DeskRow, look: DeskRowLook): TemplateResult {
  const { words, desk, tabStop } = look;
  const { t } = words;
  const { place, assignee } = filingOf(row);
  const starred = desk.starred.has(row.id);
  const tool = (name: RowTool, label: string, drawing: DeskIcon, opens = false) =>
    html`<button class="tool-button ${name}" type="button" tabindex=${tabStop ? 0 : -1} aria-label=${label} title=${label}
      aria-haspopup=${opens ? 'dialog' : nothing}
      @click=${(event: Event) => look.tool(name, row, event.currentTarget as HTMLElement)}>${deskIcon(drawing)}</button>`;
  return html`<div class="row-tools" role="group" aria-label=${t('actionsFor', { name: row.with.name })}>
    ${
      desk.mayFile
        ? html`${place === 'inbox' || place === 'snoozed' ? tool('archive', t('archive'), 'archived') : tool('restore', t('restore'), 'restore')}
    ${place === 'inbox' ? tool('snooze', t('snooze'), 'snoozed', true) : place === 'snoozed' ? tool('restore', t('restore'), 'restore') : nothing}
    ${assignee?.id === desk.me ? nothing : tool('assign', t('assignToMe'), 'assign')}`
        : nothing
    }
    ${why(row, look)}
    ${starred ? tool('unstar', t('unstar'), 'starred') : tool('star', t('star'), 'starred')}
  </div>`;
}

/** Where a rule set the priority: which one, and why. */
function why(row: DeskRow, { desk, words, tabStop }: DeskRowLook): TemplateResult | typeof nothing {
  if (!ruleOf(row, desk) || !pages.rules) return nothing;
  const label = words.t('why');
  return html`<button class="tool-button why" type="button" tabindex=${tabStop ? 0 : -1} aria-label=${label} title=${label} @click=${(event: Event) => askForPage(event.currentTarget as Element, 'rules', `log/${row.id}`)}>${deskIcon('priority')}</button>`;
}

function priority(row: DeskRow, look: DeskRowLook): TemplateResult | typeof nothing {
  const { priority } = filingOf(row);
  if (priority === 'normal') return nothing;
  const text = priorityText(row, look);
  return html`<span class="priority" title=${text}><span class="hidden">${text}</span>${priorityMark(priority)}</span>`;
}

/** Whoever comes by key reads the reasons below the row; under the pointer they are the marks' titles. */
function reason(row: DeskRow, look: DeskRowLook): TemplateResult | typeof nothing {
  const why = [
    ruleOf(row, look.desk) ? priorityText(row, look) : '',
    filingOf(row).assignReason ? assignedText(row, look.desk.me, look.words.t) : '',
  ].filter(Boolean);
  return why.length > 0 ? html`<span class="tip" aria-hidden="true">${why.join(' · ')}</span>` : nothing;
}

/** The name of the rule that set the priority; null where nobody or one of the team did. */
function ruleOf(row: DeskRow, desk: Desk): string | null {
  const { priority, priorityReason } = filingOf(row);
  return priority === 'normal' || desk.team.some(({ name }) => name === priorityReason)
    ? null
    : priorityReason;
}

function priorityText(row: DeskRow, { desk, words: { t } }: DeskRowLook): string {
  const { priority, priorityReason: by } = filingOf(row);
  const level = t(priority);
  if (!by) return t('priorityIs', { level });
  const rule = ruleOf(row, desk);
  return t('priorityWhy', { level, why: rule === null ? t('whyBy', { name: by }) : reasonText(rule, t) });
}

/** The rules that come with Parley, by the names the server gives them. */
const reasons: Record<string, DeskKey> = {
  'A dispute or a return': 'whyDispute',
  'It arrives today': 'whyDueToday',
  'A high order value': 'whyHighValue',
  'Words of urgency': 'whyUrgency',
};

/** What a rule of the team's own says stands as it is. */
function reasonText(rule: string, t: DeskTongue['t']): string {
  const key = reasons[rule];
  return key ? t(key) : rule;
}

const shownLabels = 2;

function labels(row: DeskRow, desk: Desk, { t }: DeskTongue): TemplateResult | typeof nothing {
  const known = filingOf(row)
    .labels.map(id => desk.label(id))
    .filter(label => label !== undefined);
  if (known.length === 0) return nothing;
  const rest = known.length - shownLabels;
  const names = known.map(({ name }) => name).join(', ');
  return html`<span class="row-labels" title=${names}>
    <span class="hidden">${t('labelled', { names })}</span>
    ${known.slice(0, shownLabels).map(label => html`<span class="label-chip" aria-hidden="true">${dot(label)}<bdi>${label.name}</bdi></span>`)}
    ${rest > 0 ? html`<span class="label-chip" aria-hidden="true" dir="ltr">${t('moreLabels', { n: rest })}</span>` : nothing}
  </span>`;
}

function value(row: DeskRow, { main }: DeskTongue): TemplateResult | typeof nothing {
  const worth = worthOf(row);
  return worth ? html`<span class="row-value">${main.money(worth)}</span>` : nothing;
}

function asleep(row: DeskRow, { t, main: { when } }: DeskTongue): TemplateResult | typeof nothing {
  const { place, snoozedUntil, woken } = filingOf(row);
  if (place === 'inbox' && (woken === 'time' || woken === 'message')) {
    const why = t(woken === 'time' ? 'wokenTime' : 'wokenMessage');
    return html`<span class="asleep" title=${why}>${deskIcon('snoozed')}<span class="hidden">${why}</span></span>`;
  }
  if (place !== 'snoozed') return nothing;
  const words = snoozedUntil ? t('snoozedUntil', { time: when.exact(snoozedUntil) }) : t('snoozedOpen');
  return html`<span class="asleep" title=${words}>${deskIcon('snoozed')}<span aria-hidden="true">${snoozedUntil ? when.moment(snoozedUntil) : t('nextMessage')}</span><span class="hidden">${words}</span></span>`;
}

const waitingWords = { calm: 'waitingCalm', long: 'waitingLong', late: 'waitingLate' } as const;

/** Colour only when it matters, and then a shape and a word with it. */
function waiting(row: DeskRow, { t, main }: DeskTongue): TemplateResult | typeof nothing {
  const level = waitingOf(row);
  if (!level || !row.owesSince) return closing(row, t, main);
  const { dueAt } = row;
  const since = main.t('waitsSinceLong', { time: main.when.exact(row.owesSince) });
  if (dueAt) {
    const late = level === 'late';
    const time = late ? main.when.span(dueAt) : main.when.moment(dueAt);
    const said = t(late ? 'lateBy' : 'dueBy', { time });
    return html`<span class="owes ${level}" part="owes" title="${t('dueExact', { time: main.when.exact(dueAt) })}. ${since}">${icon(late ? 'warn' : 'clock')}<span>${said}</span></span>`;
  }
  const time = main.when.span(row.owesSince);
  const title = since;
  return html`<span class="owes ${level}" part="owes" title=${title}>${icon(level === 'late' ? 'warn' : 'clock')}<span aria-hidden="true">${time}</span><span class="hidden">${t(waitingWords[level], { time })}</span></span>`;
}

/** Where nobody waits: by when the whole of it is to be closed, once that is near. */
function closing(row: DeskRow, t: DeskTongue['t'], { when }: Tongue): TemplateResult | typeof nothing {
  const level = closingOf(row);
  if (!level || !row.resolveBy) return nothing;
  const said = t('resolveBy', { time: when.moment(row.resolveBy) });
  return html`<span class="owes ${level}" part="owes" title=${said}>${icon(level === 'late' ? 'warn' : 'clock')}<span>${said}</span></span>`;
}

function holder(row: DeskRow, { t }: DeskTongue, desk: Desk): TemplateResult | typeof nothing {
  const { assignee } = filingOf(row);
  if (!assignee) return nothing;
  const words = assignedText(row, desk.me, t);
  return html`<span class="assignee ${assignee.id === desk.me ? 'own' : ''}" title=${words}><span aria-hidden="true">${initials(assignee.name)}</span><span class="hidden">${words}</span></span>`;
}

/** Who has it, and how they came to it where no hand gave it to them. */
export function assignedText(row: DeskRow, me: string, t: DeskTongue['t']): string {
  const { assignee, assignReason } = filingOf(row);
  if (!assignee) return '';
  const who = t('assignedTo', { name: assignee.id === me ? t('me') : assignee.name });
  if (!assignReason) return who;
  if (assignReason === 'round-robin') return t('assignedInTurn', { who });
  if (assignReason === 'least-busy') return t('assignedLeastBusy', { who });
  return `${who} (${assignReason})`;
}
