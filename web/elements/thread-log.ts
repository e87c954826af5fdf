import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Entry, Item } from '../kit/grouping';
import type { Tongue } from '../kit/i18n';
import { isBy, type Receipt, receiptOf } from '../kit/receipts';
import type { ConversationRow, Message, Party } from '../kit/wire';
import { avatar } from '../parts/avatar';
import { bubble, type MessageActions } from '../parts/bubble';
import { dayDivider, unreadDivider } from '../parts/dividers';
import type { FileParts } from '../parts/file-parts';
import { messageTools } from '../parts/message-tools';
import { receiptMark } from '../parts/receipt';
import type { SafetyParts } from '../parts/safety-parts';
import { systemLine } from '../parts/system-line';

export interface LogLook {
  tongue: Tongue;
  row: ConversationRow | undefined;
  person: string;
  own: Party;
  active: string | null;
  choosing: boolean;
  canWrite: boolean;
  canChange(message: Message): boolean;
  actions: MessageActions;
  files: FileParts | null;
  safety: SafetyParts | null;
  activate(key: string): void;
  deactivate(key: string): void;
  choose(on: boolean): void;
  go(conversation: string): void;
}

type Group = Extract<Entry, { kind: 'group' }>;

/** All that a thread shows, each thing keyed so that it stays the same element while it changes. */
export function threadLog(entries: Entry[], look: LogLook): TemplateResult {
  const groups = entries.filter((entry): entry is Group => entry.kind === 'group');
  const lastOwn = groups.findLast(group => group.own)?.key;
  const lastKey = groups.at(-1)?.items.at(-1)?.key;
  return html`${repeat(
    entries,
    entry => entry.key,
    entry => {
      if (entry.kind === 'day') return dayDivider(look.tongue, entry.at);
      if (entry.kind === 'unread') return unreadDivider(look.tongue);
      if (entry.kind === 'aside') return entry.draw();
      if (entry.kind === 'system') return systemLine(look.tongue, entry.message, look.row, look.go);
      return messageGroup(entry, look, entry.key === lastOwn, look.active ?? lastKey);
    },
  )}`;
}

function messageGroup(
  group: Group,
  look: LogLook,
  spelled: boolean,
  tabStop: string | undefined,
): TemplateResult {
  const { tongue } = look;
  const { author, own } = group;
  const last = group.items.at(-1);
  // Who of the vendor's team writes; oneself one knows.
  const agent = own && isBy(author, look.person) ? null : author.agentName;
  return html`<div class="group ${own ? 'own' : 'other'}" part="group">
    ${own ? nothing : avatar({ ...author, avatarUrl: look.row?.with.id === author.id ? look.row.with.avatarUrl : null })}
    <div class="group-body">
      ${agent ? html`<p class="agent"><bdi>${agent}</bdi></p>` : nothing}
      ${author.party === 'platform' ? html`<p class="agent"><bdi>${author.name}</bdi></p>` : nothing}
      ${repeat(
        group.items,
        item => item.key,
        item => one(item, group, look, item.key === tabStop),
      )}
      <p class="meta">
        <time datetime=${group.at}>${tongue.when.time(group.at)}</time>
        ${own && last && !last.message?.unsentAt ? receiptMark(tongue, receipt(last, look), spelled || last.pending !== undefined) : nothing}
      </p>
    </div>
  </div>`;
}

function one(item: Item, group: Group, look: LogLook, tabStop: boolean): TemplateResult {
  const { tongue, actions } = look;
  const { message } = item;
  const active = look.active === item.key;
  const tools =
    active && message
      ? messageTools(message, {
          tongue,
          canWrite: look.canWrite,
          canChange: look.canChange(message),
          incoming: look.safety !== null && !group.own && group.author.party !== 'platform',
          choosing: look.choosing,
          actions,
          choose: look.choose,
        })
      : nothing;
  return bubble(item, {
    tongue,
    own: group.own,
    party: look.own,
    person: look.person,
    author: group.author,
    active,
    tabStop,
    tools,
    actions,
    files: look.files,
    safety: look.safety,
    activate: look.activate,
    deactivate: look.deactivate,
  });
}

function receipt(item: Item, look: LogLook): Receipt {
  if (item.pending) return item.pending.state;
  return look.row ? receiptOf(item.message.seq, look.row) : 'sent';
}
