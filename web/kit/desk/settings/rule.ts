import type { Session } from '../../session';
import type { Instant, Person, Uuid } from '../../wire';
import type { Priority } from '../wire';
import type { Source } from './draft';

/** A vendor's rules, as the server keeps them. */
export const ruleEvents = ['created', 'message', 'order-changed', 'waiting', 'reopened'] as const;
export type RuleEvent = (typeof ruleEvents)[number];

export const facts = [
  'words',
  'side',
  'language',
  'topic',
  'subject',
  'subjectId',
  'state',
  'value',
  'due',
  'label',
  'priority',
  'assignee',
  'first',
  'waiting',
  'hours',
  'buyer',
] as const;
export type Fact = (typeof facts)[number];

/** Of these the server knows all values. */
export const knownValues: Partial<Record<Fact, readonly string[]>> = {
  side: ['buyer', 'vendor', 'platform'],
  subject: ['listing', 'order', 'booking', 'request', 'none'],
  due: ['today', 'overdue', 'later'],
  priority: ['low', 'normal', 'high', 'urgent'],
  first: ['yes', 'no'],
  hours: ['open', 'closed', 'away'],
};

export type Comparison = 'is' | 'has' | 'isNot';

export interface Condition {
  fact?: Fact | null;
  is?: string[] | null;
  isNot?: string[] | null;
  has?: string[] | null;
  atLeast?: number | null;
  currency?: string | null;
  key?: string | null;
  all?: Condition[] | null;
  any?: Condition[] | null;
}

export type RuleActType =
  | 'assign'
  | 'label'
  | 'unlabel'
  | 'priority'
  | 'reply'
  | 'snooze'
  | 'archive'
  | 'notify'
  | 'route';

export interface RuleAct {
  type: RuleActType;
  to?: string | null;
  label?: Uuid | null;
  priority?: Priority | null;
  template?: Uuid | null;
  hours?: number | null;
}

export interface Rule {
  id?: Uuid | null;
  name: string;
  on: RuleEvent[];
  when?: Condition | null;
  do: RuleAct[];
  minutes?: number | null;
  stop?: boolean;
  off?: boolean;
  standard?: string | null;
}

export interface RulesView {
  version: number;
  rules: Rule[];
  changedBy: Person | null;
  changedAt: Instant | null;
}

export interface RuleList {
  version: number;
  rules: Rule[];
}

export function rulesSource({ api, as }: Session): Source<RuleList> {
  const query = { as };
  return {
    load: async () => read(await api.get<RulesView>('/v1/rules', { query })),
    save: async ({ rules }, { version }) =>
      read(await api.put<RulesView>('/v1/rules', { version, rules }, { query })),
  };
}

function read({ version, rules }: RulesView): RuleList {
  return { version, rules };
}

/** Conditions as one sees them: a list of which all or any must hold. */
export interface Conditions {
  mode: 'all' | 'any';
  parts: Condition[];
}

export function conditionsOf(when: Condition | null | undefined): Conditions {
  if (!when) return { mode: 'all', parts: [] };
  if (when.all) return { mode: 'all', parts: when.all };
  if (when.any) return { mode: 'any', parts: when.any };
  return { mode: 'all', parts: [when] };
}

export function whenOf({ mode, parts }: Conditions): Condition | null {
  const [only] = parts;
  if (!only) return null;
  return parts.length === 1 && mode === 'all' ? only : { [mode]: parts };
}

export function comparisonOf(condition: Condition): Comparison {
  return condition.has ? 'has' : condition.isNot ? 'isNot' : 'is';
}

export function valuesOf(condition: Condition): string[] {
  return condition.is ?? condition.isNot ?? condition.has ?? [];
}

/** A condition on another fact begins empty, or with what is most likely meant. */
export function conditionOn(fact: Fact): Condition {
  if (fact === 'value') return { fact, atLeast: 10_000, currency: 'EUR' };
  if (fact === 'waiting') return { fact, atLeast: 60 };
  if (fact === 'buyer') return { fact, key: '', is: [] };
  return { fact, is: fact === 'first' ? ['yes'] : fact === 'side' ? ['buyer'] : [] };
}

export function compared({ fact, key }: Condition, how: Comparison, values: string[]): Condition {
  return { fact: fact ?? null, ...(fact === 'buyer' ? { key: key ?? '' } : {}), [how]: values };
}

export function actOf(type: RuleActType, me: string): RuleAct {
  if (type === 'priority') return { type, priority: 'high' };
  if (type === 'assign' || type === 'notify') return { type, to: me };
  if (type === 'route') return { type, to: 'platform' };
  return { type };
}

export function newRule(): Rule {
  return {
    id: crypto.randomUUID(),
    name: '',
    on: ['message'],
    when: {
      all: [
        { fact: 'side', is: ['buyer'] },
        { fact: 'words', is: [] },
      ],
    },
    do: [{ type: 'priority', priority: 'high' }],
    off: true,
  };
}

export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, i) => i !== from);
  const one = list[from];
  if (one !== undefined) rest.splice(Math.max(0, Math.min(to, rest.length)), 0, one);
  return rest;
}

export type RuleFlaw =
  | 'ruleNeedsName'
  | 'ruleNeedsEvent'
  | 'ruleNeedsMinutes'
  | 'ruleNeedsValue'
  | 'ruleNeedsAct'
  | 'ruleActTwice'
  | 'ruleNeedsChoice';

/** By field: `name`, `on`, `minutes`, `when.0`, `do`, `do.1`. */
export function ruleFlaws(rule: Rule): Map<string, RuleFlaw> {
  const flaws = new Map<string, RuleFlaw>();
  if (rule.standard) return flaws;
  if (!rule.name.trim()) flaws.set('name', 'ruleNeedsName');
  if (rule.on.length === 0) flaws.set('on', 'ruleNeedsEvent');
  if (rule.on.includes('waiting') && !(rule.minutes && rule.minutes >= 1))
    flaws.set('minutes', 'ruleNeedsMinutes');
  conditionsOf(rule.when).parts.forEach((part, i) => {
    if (!complete(part)) flaws.set(`when.${i}`, 'ruleNeedsValue');
  });
  if (rule.do.length === 0) flaws.set('do', 'ruleNeedsAct');
  rule.do.forEach((act, i) => {
    const needs = {
      notify: act.to,
      reply: act.template,
      label: act.label,
      unlabel: act.label,
      route: act.to,
    } as const;
    if (act.type in needs && !needs[act.type as keyof typeof needs]) flaws.set(`do.${i}`, 'ruleNeedsChoice');
    const single = ['assign', 'priority', 'reply', 'snooze', 'archive'].includes(act.type);
    if (single && rule.do.findIndex(({ type }) => type === act.type) < i)
      flaws.set(`do.${i}`, 'ruleActTwice');
  });
  return flaws;
}

function complete(condition: Condition): boolean {
  const parts = condition.all ?? condition.any;
  if (parts) return parts.every(complete);
  if (condition.fact === 'value' || condition.fact === 'waiting') return (condition.atLeast ?? -1) >= 0;
  if (condition.fact === 'buyer' && !condition.key) return false;
  return valuesOf(condition).length > 0;
}

/** Words as somebody types them: apart by commas or lines. */
export function listed(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[,،\n]/)
        .map(word => word.trim())
        .filter(Boolean),
    ),
  ];
}
