/** What the console's routes answer. */
import type { MessageFile } from '../kit/files/wire';
import type { Instant, Message, Party, Uuid } from '../kit/wire';

export interface CaseRow {
  id: Uuid;
  kind: string;
  harm: number;
  flags: number;
  openedAt: Instant;
  lastAt: Instant;
  conversation: Uuid | null;
  person: string | null;
  party: Party | null;
  claimedBy: string | null;
  claimedUntil: Instant | null;
  mine: boolean;
}

export interface Finding {
  kind: string;
  rule: string;
  start: number;
  length: number;
  /** Of which text: 0 or none as it was first sent, then the number of the edit. */
  version?: number;
}

export interface FlagView {
  kind: string;
  conversation: Uuid | null;
  seq: number | null;
  held: Uuid | null;
  person: string | null;
  party: Party | null;
  harm: number;
  policy: number | null;
  findings: Finding[];
  at: Instant;
  /** What its author said when they sent it in spite of a rule. */
  said: string | null;
}

export interface ReportEvidence {
  conversation: Uuid;
  seq: number | null;
  by: Party;
  reason: string;
  words: string | null;
  at: Instant;
}

export interface NoticeEvidence {
  category: string;
  about: string | null;
  why: string | null;
  conversation: string | null;
  message: number | null;
  person: string | null;
  name: string | null;
  mail: string | null;
  at: Instant;
}

export interface ThreadEvidence {
  conversation: Uuid;
  vendor: string;
  buyer: string;
  messages: Message[];
}

/** A message in review, or what became of it. */
export interface HeldEvidence {
  id: Uuid;
  conversation: Uuid;
  from: Party;
  author: string;
  text: string | null;
  attachments: MessageFile[];
  at: Instant;
  state: 'in-review' | 'released' | 'sent' | 'refused';
  decidedBy: string | null;
  reasons: string | null;
  seq: number | null;
  followers: number;
}

export interface DecisionRow {
  id: Uuid;
  person: string | null;
  vendor: string | null;
  act: string;
  reference: string;
  at: Instant;
  until: Instant | null;
  decidedBy: string;
  appealed: boolean;
  upheld: boolean | null;
}

export interface PersonHistory {
  person: string;
  flags: number;
  decisions: DecisionRow[];
}

export interface AppealEvidence {
  decision: { act: string; facts: string; reference: string; at: Instant };
  decidedBy: string;
  words: string | null;
}

export interface CaseView {
  case: CaseRow;
  flags: FlagView[];
  reports: ReportEvidence[];
  notices: NoticeEvidence[];
  threads: ThreadEvidence[];
  held: HeldEvidence[];
  people: PersonHistory[];
  appeal: AppealEvidence | null;
}

export interface PersonFound {
  party: 'person' | 'vendor';
  id: string;
  name: string;
  left: boolean;
}

export interface SanctionRow {
  id: Uuid;
  kind: string;
  with: string | null;
  from: Instant;
  until: Instant | null;
  decision: Uuid;
  reference: string;
}

export interface Standing extends PersonFound {
  works: string[];
  threads: number;
  flags: { kind: string; count: number; last: Instant }[];
  reportsMade: number;
  reportsUpheld: number;
  reportsReceived: number;
  sanctions: SanctionRow[];
  decisions: DecisionRow[];
}

export interface HoursTaken {
  count: number;
  median: number | null;
  p90: number | null;
}

interface Judged {
  cases: number;
  restricted: number;
  opinions: number;
  agreed: number;
  taken: HoursTaken;
}

export interface QualityFigures {
  from: Instant;
  to: Instant;
  reviewers: (Judged & { reviewer: string; appealsDecided: number; reversed: number })[];
  kinds: (Judged & { kind: string })[];
  waiting: number;
}

export interface GrantView {
  id: Uuid;
  conversation: Uuid;
  operator: string;
  purpose: string;
  reason: string;
  askedAt: Instant;
  state: 'asked' | 'given' | 'refused' | 'ended';
  decidedBy: string | null;
  endsAt: Instant | null;
  firstReadAt: Instant | null;
  mine: boolean;
}

export interface AuditView {
  number: number;
  at: Instant;
  who: string;
  role: string;
  what: string;
  about: string;
  reason: string;
}

/** Of a notice what the console shows. */
export interface NoticeRow {
  id: Uuid;
  conversation: Uuid;
  kind: string;
  channel: string;
  plannedAt: Instant;
  says: string;
}

export interface Page<T> {
  items: T[];
  cursor: string | null;
}
