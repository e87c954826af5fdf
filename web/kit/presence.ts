import type { Reach } from './reach';
import type { ConversationRow } from './wire';

/** The row as it may be shown: who is online is not known while the line is down. */
export function seen(row: ConversationRow, reach: Reach): ConversationRow {
  if (reach === 'fine' || !row.with.online) return row;
  return { ...row, with: { ...row.with, online: false, lastSeenAt: null } };
}
