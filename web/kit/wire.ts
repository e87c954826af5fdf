/**
 * The shapes that cross the wire: JSON, instants as RFC 3339 UTC strings, money in minor units. `npm run wire` holds
 * those of REST against the server's OpenAPI document.
 */

import type { MessageFile } from './files/wire';

export type Uuid = string;
export type Instant = string;
export type Party = 'buyer' | 'vendor' | 'platform';

export interface Money {
  minor: number;
  currency: string;
}

export interface SubjectItem {
  title: string;
  quantity: number;
  amount?: Money | null;
  imageUrl?: string | null;
  id?: string | null;
  /** Who sells it, when that is not the subject's own vendor. */
  vendor?: string | null;
}

export interface SubjectCard {
  kind: 'listing' | 'order' | 'booking' | 'request';
  id: string;
  title: string;
  imageUrl: string | null;
  url: string | null;
  state: string | null;
  amount: Money | null;
  items: SubjectItem[];
  dates: { label: string; at: Instant }[];
  vendorId: string;
  /** The host deleted the subject; its title stays. */
  gone: boolean;
}

export interface Author {
  party: Party;
  id: string;
  name: string;
  /** Which agent wrote; only shown to the same side. */
  agentId: string | null;
  agentName: string | null;
}

export interface ConversationEvent {
  type: string;
  data: Record<string, unknown> | null;
}

export type Reaction = 'like' | 'love' | 'laugh' | 'wow' | 'sad' | 'thanks';

export interface ReactionTally {
  reaction: Reaction;
  by: { party: Party; name: string }[];
}

export interface Quote {
  seq: number;
  author: Author;
  text: string | null;
  /** The marketplace shows it to neither side any more. */
  removed?: boolean;
}

export interface Message {
  conversationId: Uuid;
  seq: number;
  clientMessageId: Uuid;
  author: Author;
  kind: 'text' | 'system' | 'auto';
  text: string | null;
  event: ConversationEvent | null;
  replyTo: Quote | null;
  at: Instant;
  editedAt: Instant | null;
  unsentAt: Instant | null;
  erased: boolean;
  revision: number;
  reactions: ReactionTally[];
  attachments: MessageFile[];
  /** The marketplace shows it to neither side any more; its author's side reads in the decision why. */
  removed?: { at: Instant; decision: Uuid | null } | null;
  /** For its author's side: something of it is hidden from the other one for now. */
  masked?: boolean;
  /** For the platform's people, of one that was edited: the text as first sent. */
  original?: string | null;
  /** For the platform's people: every text that it was given later, in order. */
  edits?: { version: number; at: Instant; text: string | null }[] | null;
}

export interface LastMessage {
  seq: number;
  author: Author;
  kind: 'text' | 'system' | 'auto';
  text: string | null;
  event: ConversationEvent | null;
  at: Instant;
  unsent: boolean;
  /** Since when the marketplace shows it to neither side. */
  removedAt?: Instant | null;
  /** How many files it was sent with. */
  files: number;
}

export interface Counterpart {
  party: Party;
  id: string;
  name: string;
  avatarUrl: string | null;
  online: boolean;
  lastSeenAt: Instant | null;
}

/** One row of an inbox, always from the reader's own point of view. */
export interface ConversationRow {
  id: Uuid;
  state: 'open' | 'closed' | 'frozen';
  subject: SubjectCard | null;
  topic: string | null;
  party: Party;
  with: Counterpart;
  lastSeq: number;
  revision: number;
  last: LastMessage | null;
  unread: number;
  readSeq: number;
  theirReadSeq: number;
  theirDeliveredSeq: number;
  owesSince: Instant | null;
  feed: number;
  at: Instant;
  /** The conversation in which this one goes on. */
  mergedInto: Uuid | null;
  /** For the vendor's team; a buyer's row has none. */
  filing?: Filing | null;
  /** When the answer owed is due, for the vendor's team. */
  dueAt?: Instant | null;
  /** By when the open conversation is to be done with, for the vendor's team. */
  resolveBy?: Instant | null;
}

export type Place = 'inbox' | 'snoozed' | 'archived' | 'spam';
export type Priority = 'low' | 'normal' | 'high' | 'urgent';

export interface Assignee {
  id: string;
  name: string;
}

/** Where the team keeps a conversation and who has it. */
export interface Filing {
  place: Place;
  assignee: Assignee | null;
  /** How a machine came to assign it: `round-robin`, `least-busy` or a rule’s name. */
  assignReason?: string | null;
  priority: Priority;
  priorityReason: string | null;
  snoozedUntil: Instant | null;
  /** Why it is back after it was snoozed. */
  woken?: 'no' | 'time' | 'message';
  labels: Uuid[];
}

export interface AnswerTime {
  label: 'new' | 'within-minutes' | 'within-hour' | 'within-hours' | 'within-day' | 'within-days';
  medianSeconds: number | null;
  answers: number;
  openingHours: number | null;
}

export interface Person {
  id: string;
  name: string;
  avatarUrl?: string | null;
}

export interface Vendor {
  id: string;
  name: string;
  avatarUrl: string | null;
  answerTime: AnswerTime;
}

export interface ConversationView extends ConversationRow {
  you: Person;
  vendor: Vendor;
  buyer: Person;
  canWrite: boolean;
  whyNot: 'closed' | 'merged' | 'frozen' | 'read-only' | 'left' | 'restricted' | null;
  /** Where one of the two sides takes no messages of the other. */
  blocked?: 'by-you' | 'by-other' | null;
  /** Null for a buyer. */
  here: HereView[] | null;
}

/** One of the vendor's team who is in the thread now. */
export interface HereView {
  id: string;
  name: string;
  doing: 'reading' | 'writing' | 'left';
  since: Instant;
}

export interface InboxPage {
  items: ConversationRow[];
  cursor: string | null;
  feed: number;
}

export interface InboxChanges {
  feed: number;
  reset: boolean;
  more: boolean;
  items: ConversationRow[];
  /** Threads that an agent who sees only what is theirs has lost sight of. */
  gone: Uuid[];
}

export interface Counts {
  conversations: number;
  messages: number;
}

/** In whose name somebody may read and write. */
export interface RoleView {
  as: string;
  name: string;
  unread: number;
}

export interface Me {
  id: string;
  name: string;
  avatarUrl: string | null;
  locale: string | null;
  roles: RoleView[];
  operator: boolean;
}

export interface MessagePage {
  items: Message[];
  lastSeq: number;
  revision: number;
  hasBefore: boolean;
  hasAfter: boolean;
  moreRevised: boolean;
}

/** A place in a text, in UTF-16 units. */
export interface Span {
  start: number;
  length: number;
}

export type Matched = 'text' | 'person' | 'listing' | 'order' | 'booking' | 'request' | 'note';

/** Where what was looked for stands; `seq` 0 is the thread's own names. A note stands after its `seq`. */
export interface Hit {
  seq: number;
  at: Instant;
  matched: Matched;
  snippet: string;
  spans: Span[];
  note: Uuid | null;
}

export interface FoundThread {
  conversation: ConversationRow;
  hits: Hit[];
  matched: Matched;
}

export interface SearchPage {
  items: FoundThread[];
  cursor: string | null;
  /** Null while older messages are still being gone through for the first time. */
  indexedUpTo: Instant | null;
}

export interface Contact {
  subject: SubjectCard;
  vendor: Vendor;
  conversationId: Uuid | null;
}

export interface Opened {
  conversation: ConversationView;
  message: Message;
}
