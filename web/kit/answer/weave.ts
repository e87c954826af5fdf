import type { TemplateResult } from 'lit';
import type { Entry, Item } from '../grouping';
import type { Note } from './wire';

/** Puts each note after the message that was the last when it was written; notes on messages not loaded yet wait. */
export function woven(
  entries: readonly Entry[],
  notes: readonly Note[],
  hasBefore: boolean,
  draw: (note: Note) => TemplateResult,
): Entry[] {
  const first = firstSeq(entries);
  const left = notes.filter(({ afterSeq }) => !hasBefore || afterSeq >= first);
  const done: Entry[] = [];
  const until = (seq: number) => {
    while (left[0] && left[0].afterSeq < seq) {
      const note = left.shift() as Note;
      done.push({ kind: 'aside', key: `note ${note.id}`, draw: () => draw(note) });
    }
  };
  for (const entry of entries) {
    if (entry.kind === 'system') until(entry.message.seq);
    if (entry.kind !== 'group') {
      done.push(entry);
      continue;
    }
    let part: Item[] = [];
    for (const item of entry.items) {
      const seq = seqOf(item);
      if (left[0] && left[0].afterSeq < seq) {
        if (part.length > 0) done.push(groupOf(entry, part));
        part = [];
        until(seq);
      }
      part.push(item);
    }
    done.push(groupOf(entry, part));
  }
  until(Number.POSITIVE_INFINITY);
  return done;
}

type Group = Extract<Entry, { kind: 'group' }>;

/** A part keeps the whole's key as long as it begins with the same message. */
function groupOf(whole: Group, items: Item[]): Group {
  if (items.length === whole.items.length) return whole;
  const last = items.at(-1);
  return {
    ...whole,
    key: `group ${items[0]?.key}`,
    items,
    at: last?.message?.at ?? last?.pending?.at ?? whole.at,
  };
}

/** What is on its way comes after everything that is stored. */
function seqOf(item: Item): number {
  return item.message?.seq ?? Number.POSITIVE_INFINITY;
}

function firstSeq(entries: readonly Entry[]): number {
  for (const entry of entries) {
    if (entry.kind === 'system') return entry.message.seq;
    if (entry.kind === 'group' && entry.items[0]) return seqOf(entry.items[0]);
  }
  return 0;
}
