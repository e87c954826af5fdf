import type { Instant, Uuid } from '../wire';

/** What the policy does about something found; of several, the last of these counts. */
export type Measure = 'allow' | 'mask' | 'coach' | 'hold' | 'refuse';

/** Something found in a text. `start` and `length` are in UTF-16 units; with length 0 the text as a whole is meant. */
export interface TextFinding {
  kind: string;
  start: number;
  length: number;
  /** The rule's name. */
  rule: string;
  message: string;
  /** The stage of the deal from which it is allowed. */
  allowedFrom: string | null;
  suggestion: string | null;
  /** What its author may say that it is instead. */
  exemptions: string[] | null;
}

export interface DraftCheck {
  verdict: Measure;
  /** The policy's version. */
  policy: number;
  findings: TextFinding[];
}

/** A message of one's own that people look at first, or that they did not let through. */
export interface OwnHeld {
  clientMessageId: Uuid;
  text: string;
  at: Instant;
  state: string;
  reasons: string | null;
  /** The decision by which it was refused. */
  decision: Uuid | null;
}

export interface HeldList {
  items: OwnHeld[];
}

/** The answer to a message that people look at first: it has no number yet. */
export interface HeldView {
  state: string;
  clientMessageId: Uuid;
  conversationId: Uuid;
}

export interface ReportReceipt {
  receipt: string;
}

/** Why something was decided, as whom it concerns reads it. */
export interface StatementView {
  id: Uuid;
  /** What was done, such as `warn`, `mute` or `suspend`. */
  act: string;
  conversation: Uuid | null;
  seq: number | null;
  /** What happened, in the marketplace's words. */
  facts: string;
  ground: 'rule' | 'law';
  /** Which rule or law. */
  reference: string;
  /** What brought it up; `host` where the marketplace's own systems did. */
  source: string;
  foundByMachine: boolean;
  decidedByMachine: boolean;
  /** Kinds of what the policy found. */
  found: string[];
  at: Instant;
  /** When it ends by itself; null for good, or where nothing lasts. */
  until: Instant | null;
  appealUntil: Instant;
  appealedAt: Instant | null;
  /** Of an appeal that was decided: whether it stays. */
  upheld: boolean | null;
  appealFacts: string | null;
  /** Since when it holds no more, though nobody undid it. */
  endedAt: Instant | null;
  /** What is open against it: `appeal` while it can be contested here. */
  redress: string[];
}

export interface StatementPage {
  items: StatementView[];
  cursor: string | null;
}
