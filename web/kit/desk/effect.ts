import { filingOf } from './folders';
import type { Act, Assignee, DeskRow, Filing } from './wire';

/** What an agent has marked for themselves. */
export interface Marked {
  starred: boolean;
  unread: boolean;
}

/** What an act will have changed of a row once the server has done it; it is shown before the answer. */
export interface Effect {
  row: DeskRow;
  marks: Marked;
}

export function effectOf(act: Act, row: DeskRow, marks: Marked, nameOf: (agent: string) => string): Effect {
  const filing = filingOf(row);
  const filed = (changes: Partial<Filing>): Effect => ({
    row: { ...row, filing: { ...filing, ...changes } },
    marks,
  });
  switch (act.type) {
    case 'archive':
      return filed({ place: 'archived', snoozedUntil: null });
    case 'spam':
      return filed({ place: 'spam', snoozedUntil: null });
    case 'restore':
      return filed({ place: 'inbox', snoozedUntil: null });
    case 'snooze':
      return filed({ place: 'snoozed', snoozedUntil: act.until ?? null });
    case 'assign':
      return filed({ assignee: assignee(act.agent, nameOf), assignReason: null });
    case 'priority':
      return filed({ priority: act.level ?? 'normal', priorityReason: null });
    case 'addLabel':
      return filed({ labels: [...new Set([...filing.labels, act.label ?? ''])] });
    case 'removeLabel':
      return filed({ labels: filing.labels.filter(label => label !== act.label) });
    case 'noAnswerNeeded':
      return { row: { ...row, owesSince: null }, marks };
    case 'star':
    case 'unstar':
      return { row, marks: { ...marks, starred: act.type === 'star' } };
    case 'markUnread':
      return { row, marks: { ...marks, unread: true } };
    case 'markRead':
      return { row, marks: { ...marks, unread: false } };
  }
}

function assignee(agent: string | null | undefined, nameOf: (agent: string) => string): Assignee | null {
  return agent ? { id: agent, name: nameOf(agent) } : null;
}

/** Whether what the act changed is still so: else somebody else, or a message, was there since. */
export function stillSo(act: Act, now: DeskRow, after: DeskRow): boolean {
  const [a, b] = [filingOf(now), filingOf(after)];
  switch (act.type) {
    case 'archive':
    case 'spam':
    case 'restore':
    case 'snooze':
      return a.place === b.place && now.lastSeq === after.lastSeq;
    case 'assign':
      return a.assignee?.id === b.assignee?.id;
    case 'priority':
      return a.priority === b.priority;
    case 'addLabel':
    case 'removeLabel':
      return a.labels.includes(act.label ?? '') === b.labels.includes(act.label ?? '');
    case 'noAnswerNeeded':
      return now.owesSince === after.owesSince && now.lastSeq === after.lastSeq;
    default:
      return true;
  }
}

/** The row now, with what the act changed as it was before. */
export function takenBack(act: Act, now: DeskRow, before: DeskRow): DeskRow {
  const [a, b] = [filingOf(now), filingOf(before)];
  const filed = (changes: Partial<Filing>): DeskRow => ({ ...now, filing: { ...a, ...changes } });
  switch (act.type) {
    case 'archive':
    case 'spam':
    case 'restore':
    case 'snooze':
      return filed({ place: b.place, snoozedUntil: b.snoozedUntil });
    case 'assign':
      return filed({ assignee: b.assignee, assignReason: b.assignReason ?? null });
    case 'priority':
      return filed({ priority: b.priority, priorityReason: b.priorityReason });
    case 'addLabel':
    case 'removeLabel': {
      const others = a.labels.filter(label => label !== act.label);
      return filed({ labels: b.labels.includes(act.label ?? '') ? [...others, act.label ?? ''] : others });
    }
    case 'noAnswerNeeded':
      return { ...now, owesSince: before.owesSince };
    default:
      return now;
  }
}

/** Whether the act changes where the row is listed, so that one moves on to the next. */
export function takesAway({ type }: Act): boolean {
  return type === 'archive' || type === 'snooze' || type === 'spam' || type === 'restore';
}
