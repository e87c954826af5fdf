/** Cases for the tests of what the console draws. */
import { render, type TemplateResult } from 'lit';
import { ConsoleTongue } from './tongue';
import type { CaseView, DecisionRow, Finding, FlagView, HeldEvidence } from './wire';

export const tongue = new ConsoleTongue();

export const finding = (start: number, length: number, kind = 'phone'): Finding => ({
  kind,
  rule: 'contact-after-payment',
  start,
  length,
});

export const flag = (changes: Partial<FlagView> = {}): FlagView => ({
  kind: 'contact-leak',
  conversation: 'c1',
  seq: 1,
  held: null,
  person: 'ana',
  party: 'buyer',
  harm: 50,
  policy: 3,
  findings: [],
  at: '2026-11-30T10:00:00Z',
  said: null,
  ...changes,
});

export const held = (changes: Partial<HeldEvidence> = {}): HeldEvidence => ({
  id: 'h1',
  conversation: 'c1',
  from: 'buyer',
  author: 'Ana',
  text: 'Call me at 0171 555',
  attachments: [],
  at: '2026-11-30T10:00:00Z',
  state: 'in-review',
  decidedBy: null,
  reasons: null,
  seq: null,
  followers: 0,
  ...changes,
});

export const decision = (act: string, changes: Partial<DecisionRow> = {}): DecisionRow => ({
  id: 'd1',
  person: 'ana',
  vendor: null,
  act,
  reference: 'Rule 3',
  at: new Date(Date.now() - 86_400_000).toISOString(),
  until: null,
  decidedBy: 'marek',
  appealed: false,
  upheld: null,
  ...changes,
});

export const caseOf = (changes: Partial<CaseView> = {}, kind = 'report'): CaseView => ({
  case: {
    id: 'case1',
    kind,
    harm: 70,
    flags: 1,
    openedAt: '2026-11-30T10:00:00Z',
    lastAt: '2026-11-30T10:00:00Z',
    conversation: 'c1',
    person: 'ana',
    party: 'buyer',
    claimedBy: 'olivia',
    claimedUntil: '2026-11-30T11:00:00Z',
    mine: true,
  },
  flags: [flag()],
  reports: [],
  notices: [],
  threads: [],
  held: [],
  people: [],
  appeal: null,
  ...changes,
});

export function drawn(what: TemplateResult | unknown): HTMLElement {
  const root = document.createElement('div');
  render(what, root);
  return root;
}
