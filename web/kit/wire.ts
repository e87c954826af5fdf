/**
 * The shapes that cross the wire: JSON, instants as RFC 3339 UTC strings, money in minor units. `npm run wire` holds
 * those of REST against the server's OpenAPI document.
 */

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
}

/** A file of a message. Until it is ready, the other side learns only that one is being checked. */
export interface MessageFile {
  id: Uuid;
  state: FileState;
  /** Why it was refused, as a problem's code; for its author's side. */
  reason: string | null;
  name: string | null;
  mediaType: string | null;
  bytes: number | null;
  width: number | null;
  height: number | null;
  pages: number | null;
  sha256: string | null;
  /** How long a sound or a film lasts, where the file says so. */
  milliseconds: number | null;
}

export type FileState = 'uploading' | 'scanning' | 'ready' | 'refused';

/** An upload, for whoever uploads it. */
export interface UploadView {
  id: Uuid;
  state: FileState;
  reason: string | null;
  offset: number;
  length: number;
  mediaType: string | null;
  width: number | null;
  height: number | null;
  pages: number | null;
  milliseconds: number | null;
  expiresAt: Instant;
}

export type FileClass = 'image' | 'document' | 'text' | 'audio' | 'video';

export interface AllowedType {
  mediaType: string;
  endings: string[];
}

export interface AllowedClass {
  class: FileClass;
  /** Whether that is all of it that Parley knows. */
  all: boolean;
  types: AllowedType[];
}

/** What a marketplace takes. */
export interface AttachmentLimits {
  /** In one message. */
  files: number;
  fileBytes: number;
  messageBytes: number;
  classes: AllowedClass[];
}

/** Where a file's bytes are, for this person and a quarter of an hour. */
export interface FileLinks {
  id: Uuid;
  url: string;
  /** Of a picture: at most 400 and 1,600 pixels a side. */
  small: string | null;
  large: string | null;
  expiresAt: Instant;
}

export interface FileLinksPage {
  items: FileLinks[];
}

/** A file of a thread, and the message it came with. */
export interface GalleryItem {
  seq: number;
  at: Instant;
  from: Party;
  file: MessageFile;
}

export interface GalleryPage {
  items: GalleryItem[];
  cursor: string | null;
}

export interface LastMessage {
  seq: number;
  author: Author;
  kind: 'text' | 'system' | 'auto';
  text: string | null;
  event: ConversationEvent | null;
  at: Instant;
  unsent: boolean;
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
  whyNot: 'closed' | 'merged' | 'frozen' | 'read-only' | 'left' | null;
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

/** What a vendor's team writes for itself beside a thread; shown after the message `afterSeq`. */
export interface Note {
  conversationId: Uuid;
  id: Uuid;
  afterSeq: number;
  author: Person;
  text: string | null;
  mentions: Person[];
  at: Instant;
  editedAt: Instant | null;
  removedAt: Instant | null;
  erased: boolean;
}

export interface NotePage {
  items: Note[];
  cursor: string | null;
}

/** A text of a template; without `locale` for whoever no other is for. */
export interface Variant {
  text: string;
  locale?: string | null;
}

/** A text the vendor's team keeps for answering. `scope`: `me`, `team`, `listing:ID`, `category:WORD` or `operator`. */
export interface Template {
  id: Uuid;
  scope: string;
  folder: string;
  name: string;
  shortcut: string | null;
  variants: Variant[];
  topics: string[];
  files: TemplateFile[];
  uses: number;
  answered: number;
  lastUsedAt: Instant | null;
  version: number;
  changedBy: Person | null;
  changedAt: Instant;
  editable: boolean;
}

/** A file that a template carries. */
export interface TemplateFile {
  id: Uuid;
  state: FileState;
  /** Why it was refused, as a problem's code. */
  reason: string | null;
  name: string;
  mediaType: string | null;
  bytes: number;
  width: number | null;
  height: number | null;
  pages: number | null;
}

/** What a template's file became in a thread: an upload to send, or nothing where it cannot be sent. */
export interface FileCopy {
  file: TemplateFile;
  attachment: Uuid | null;
}

export interface AttachedFiles {
  items: FileCopy[];
}

export interface TemplatePage {
  items: Template[];
  cursor: string | null;
}

/** What a template can say: `name` stands in double braces. */
export interface Variable {
  name: string;
  explanation: string;
  example: string;
}

/** A place in a rendered text where its marker still stands, in UTF-16 units. */
export interface Gap {
  name: string;
  start: number;
  length: number;
}

/** A template as it reads in one thread; only a sendable one may be sent. */
export interface Rendered {
  text: string;
  locale: string | null;
  missing: Gap[];
  blanks: Gap[];
  sendable: boolean;
  files: TemplateFile[];
}

/** A template as it reads in one thread, ready to be sent. */
export interface QuickReply {
  template: Uuid;
  name: string;
  shortcut: string | null;
  text: string;
  locale: string | null;
  files: TemplateFile[];
}

export interface QuickReplyList {
  items: QuickReply[];
}

export interface MacroAct {
  type: string;
  agent?: string | null;
  level?: Priority | null;
  label?: Uuid | null;
  hours?: number | null;
}

/** An answer by a template and what follows it, in one. */
export interface Macro {
  id: Uuid;
  name: string;
  shortcut: string | null;
  template: Uuid | null;
  acts: MacroAct[];
  version: number;
  changedBy: Person | null;
  changedAt: Instant;
}

export interface MacroList {
  items: Macro[];
}

/** What became of one act of a macro; `problem` is the code of the refusal. */
export interface ActReport {
  type: string;
  done: boolean;
  problem: string | null;
  detail: string | null;
}

export interface MacroRun {
  message: Message | null;
  repeated: boolean;
  acts: ActReport[];
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

/** What the hub pushes. `feed` numbers of one party are contiguous. */
export interface MessagePush {
  feed: number;
  conversationId: Uuid;
  message: Message;
  unread: number;
  lastSeq: number;
  conversation?: ConversationRow | null;
}

export interface ConversationPush {
  feed: number;
  conversation: ConversationRow;
}

export interface ReadPush {
  feed: number;
  conversationId: Uuid;
  party: Party;
  readSeq: number;
  deliveredSeq: number;
  unread: number | null;
}

/** Only the vendor's team hears it. */
export interface NotePush {
  feed: number;
  conversationId: Uuid;
  note: Note;
}

/** Of a team whose agents see only what is theirs: another has this thread now. */
export interface GonePush {
  feed: number;
  conversationId: Uuid;
}

/** In such a team: something changed that is not for this agent to see. */
export interface FeedPush {
  feed: number;
}

export interface TypingPush {
  conversationId: Uuid;
  party: Party;
  name: string;
}

/** Only the vendor's team hears it: all of them who are in the thread now. */
export interface HerePush {
  conversationId: Uuid;
  agents: HereView[];
}

export interface PresencePush {
  party: Party;
  id: string;
  online: boolean;
  lastSeenAt: Instant | null;
}
