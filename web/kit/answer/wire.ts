import type { FileState } from '../files/wire';
import type { Instant, Message, Person, Priority, Uuid } from '../wire';

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
