/** What the routes about the policy answer. */
import type { Instant, Party, Uuid } from '../kit/wire';

export const measures = ['allow', 'mask', 'coach', 'hold', 'refuse'] as const;
export type Measure = (typeof measures)[number];

export const stages = ['inquiry', 'offer', 'ordered', 'paid', 'shipped', 'completed', 'dispute'] as const;
export type Stage = (typeof stages)[number];

export interface PolicyRule {
  name: string;
  what: string[];
  do: Measure;
  stages?: Stage[] | null;
  from?: Party | null;
  flag?: boolean;
  [more: string]: unknown;
}

export interface PolicyBody {
  rules: PolicyRule[];
  [more: string]: unknown;
}

export interface PolicyView {
  version: number;
  policy: PolicyBody;
  by: string | null;
  at: Instant | null;
}

export interface PolicyVersionRow {
  version: number;
  by: string;
  at: Instant;
}

export interface Figures {
  messages: Record<Measure, number>;
  percent: Record<Measure, number>;
  kinds: Record<string, Record<Measure, number>>;
  flagged: number;
  quarantined: number;
}

export interface Outcome {
  measure: Measure;
  flagged: boolean;
  quarantined: boolean;
  findings: { kind: string; rule: string }[];
}

export interface Difference {
  conversation: Uuid;
  seq: number;
  from: Party;
  inForce: Outcome;
  proposed: Outcome;
}

export interface Simulation {
  id: Uuid;
  state: 'running' | 'done' | 'cancelled' | 'failed';
  phase: 'counting' | 'reading';
  policy: PolicyBody;
  against: number;
  since: Instant;
  until: Instant;
  done: number;
  total: number;
  share: number;
  unreadable: number;
  inForce: Figures;
  proposed: Figures;
  changed: number;
  examples: Difference[];
  /** New own lists that are in fewer than 20 messages: none of these is among the examples. */
  withheld: string[];
  by: string;
  startedAt: Instant;
  why: string | null;
}

/** A policy without the nothings that the server writes out, as people would write it. */
export function tidy(body: PolicyBody): PolicyBody {
  return JSON.parse(
    JSON.stringify(body, (_, value: unknown) => (value === null ? undefined : value)),
  ) as PolicyBody;
}
