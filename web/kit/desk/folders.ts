import type { DeskRow, Filing, FolderName } from './wire';

/** What only this agent knows of the rows. */
export interface Eyes {
  me: string;
  starred: ReadonlySet<string>;
  /** Marked unread by hand. */
  unread: ReadonlySet<string>;
}

/** In the order in which they stand. */
export const folders: readonly FolderName[] = [
  'needs',
  'unread',
  'mine',
  'unassigned',
  'mentions',
  'starred',
  'snoozed',
  'all',
  'archived',
  'spam',
];

const unfiled: Filing = {
  place: 'inbox',
  assignee: null,
  priority: 'normal',
  priorityReason: null,
  snoozedUntil: null,
  labels: [],
};

export function filingOf(row: DeskRow): Filing {
  return row.filing ?? unfiled;
}

export function owes(row: DeskRow): boolean {
  return row.owesSince !== null && row.state === 'open';
}

/**
 * Whether the row belongs in the folder, as far as the row tells; null where it does not: who was mentioned stands in
 * notes, not in rows.
 */
export function isIn(folder: FolderName, row: DeskRow, eyes: Eyes): boolean | null {
  const { place, assignee } = filingOf(row);
  switch (folder) {
    case 'needs':
      return place === 'inbox' && owes(row);
    case 'unread':
      return place === 'inbox' && (row.unread > 0 || eyes.unread.has(row.id));
    case 'mine':
      return place === 'inbox' && assignee?.id === eyes.me;
    case 'unassigned':
      return place === 'inbox' && assignee === null;
    case 'starred':
      return eyes.starred.has(row.id);
    case 'snoozed':
    case 'archived':
    case 'spam':
      return place === folder;
    case 'all':
      return place !== 'spam';
    case 'mentions':
      return null;
  }
}
