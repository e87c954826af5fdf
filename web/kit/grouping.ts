import type { TemplateResult } from 'lit';
import type { Pending } from './outbox';
import type { Author, Message, Party } from './wire';

export type Entry =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'unread'; key: string }
  | { kind: 'system'; key: string; message: Message }
  /** Something of the team's own, which it draws itself. */
  | { kind: 'aside'; key: string; draw(): TemplateResult }
  | { kind: 'group'; key: string; own: boolean; author: Author; at: string; items: Item[] };

/** One bubble: a stored message or one still on its way. It keeps its key when it turns from one into the other. */
export type Item =
  | { key: string; message: Message; pending?: never }
  | { key: string; pending: Pending; message?: never };

const togetherMs = 5 * 60_000;

/** What a thread shows, in order: days, the "New" mark, system lines, and bubbles grouped by author and time. */
export function entriesOf(
  messages: readonly Message[],
  pending: readonly Pending[],
  own: Party,
  me: Author,
  readAtOpen: number,
): Entry[] {
  const entries: Entry[] = [];
  const stored = new Set(messages.map(message => message.clientMessageId));
  let day = '';
  let marked = false;

  const startDay = (at: string) => {
    const next = new Date(at).toDateString();
    if (next !== day) entries.push({ kind: 'day', key: `day ${next}`, at });
    day = next;
  };

  for (const message of messages) {
    startDay(message.at);
    if (!marked && readAtOpen > 0 && message.seq > readAtOpen && message.author.party !== own) {
      marked = true;
      entries.push({ kind: 'unread', key: 'unread' });
    }
    const key = message.clientMessageId ?? String(message.seq);
    if (message.kind === 'system') entries.push({ kind: 'system', key, message });
    else addTo(entries, { key, message }, message.author, message.at, message.author.party === own);
  }
  for (const item of pending) {
    if (stored.has(item.clientMessageId)) continue;
    startDay(item.at);
    addTo(entries, { key: item.clientMessageId, pending: item }, me, item.at, true);
  }
  return entries;
}

function addTo(entries: Entry[], item: Item, author: Author, at: string, own: boolean): void {
  const last = entries.at(-1);
  if (
    last?.kind === 'group' &&
    sameVoice(last.author, author) &&
    Date.parse(at) - Date.parse(last.at) < togetherMs
  ) {
    last.items.push(item);
    last.at = at;
  } else {
    entries.push({ kind: 'group', key: `group ${item.key}`, own, author, at, items: [item] });
  }
}

function sameVoice(a: Author, b: Author): boolean {
  return a.party === b.party && a.id === b.id && a.agentId === b.agentId && a.agentName === b.agentName;
}
