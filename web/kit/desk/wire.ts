import type { Assignee, ConversationRow, Filing, Instant, Place, Priority, Uuid } from '../wire';

export type { Assignee, Filing, Place, Priority };

/** The shapes of a vendor team's inbox. */
export type Colour = 'grey' | 'red' | 'orange' | 'yellow' | 'green' | 'teal' | 'blue' | 'purple';

export type DeskRow = ConversationRow & {
  /** When the answer owed is due, by the vendor's hours and target. */
  dueAt?: Instant | null;
};

export type ActType =
  | 'archive'
  | 'restore'
  | 'snooze'
  | 'spam'
  | 'assign'
  | 'priority'
  | 'addLabel'
  | 'removeLabel'
  | 'star'
  | 'unstar'
  | 'markUnread'
  | 'markRead'
  | 'noAnswerNeeded';

/** One thing done to any number of conversations. */
export interface Act {
  type: ActType;
  /** Snooze: until this moment; null until the next message. */
  until?: Instant | null;
  /** Assign: to whom; null to nobody. */
  agent?: string | null;
  /** Assign: only while this one has it (null: nobody), so that two who take a thread at once do not both get it. */
  ifAssignee?: string | null;
  /** Assign: a note to whoever gets it. */
  note?: { clientNoteId: Uuid; text: string };
  level?: Priority;
  label?: Uuid;
}

export interface RefusedAct {
  conversation: Uuid;
  type: string;
  detail: string;
}

export interface Acted {
  acted: number;
  refused: RefusedAct[];
  undo: Uuid | null;
}

/** `left`: changed by somebody else, or by a message, since. */
export interface Undone {
  undone: number;
  left: number;
}

export interface Marks {
  starred: Uuid[];
  unread: Uuid[];
}

export interface Label {
  id: Uuid;
  name: string;
  colour: Colour;
}

/** What a filter can be set to; a title where the value is not a word of its own. */
export interface FilterChoice {
  value: string;
  title: string | null;
}

export interface SavedView {
  id: Uuid;
  name: string;
  team: boolean;
  query: Record<string, string>;
}

/** What the team has beside its conversations was changed by somebody. */
export interface DeskPush {
  what: 'labels' | 'views' | 'marks';
}

export interface TeamAgent {
  id: string;
  name: string;
  role?: string;
  away?: boolean;
  avatarUrl?: string | null;
}

/** How much is in each folder; 1,000 stands for more than 999. */
export type FolderCounts = Partial<Record<FolderName, number>>;

export type FolderName =
  | 'needs'
  | 'unread'
  | 'mine'
  | 'unassigned'
  | 'mentions'
  | 'starred'
  | 'snoozed'
  | 'all'
  | 'archived'
  | 'spam';
