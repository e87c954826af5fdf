import { moneyText } from '../../money';
import type { SettingsKey } from '../../words/settings-en';
import {
  type Condition,
  comparisonOf,
  conditionsOf,
  type Fact,
  type Rule,
  type RuleAct,
  type RuleEvent,
  valuesOf,
} from './rule';
import type { SettingsTongue } from './words';

/** Names of what a rule names by id. */
export interface Names {
  person(id: string): string;
  template(id: string): string;
  label(id: string): string;
  vendor(id: string): string;
  topic(word: string): string;
}

const shownValues = 4;

export const eventKeys: Record<RuleEvent, SettingsKey> = {
  created: 'onCreated',
  message: 'onMessage',
  'order-changed': 'onOrderChanged',
  waiting: 'onWaiting',
  reopened: 'onReopened',
};

export const factKeys: Record<Fact, SettingsKey> = {
  words: 'factWords',
  side: 'factSide',
  language: 'factLanguage',
  topic: 'factTopic',
  subject: 'factSubject',
  subjectId: 'factSubjectId',
  state: 'factState',
  value: 'factValue',
  due: 'factDue',
  label: 'factLabel',
  priority: 'factPriority',
  assignee: 'factAssignee',
  first: 'factFirst',
  waiting: 'factWaiting',
  hours: 'factHours',
  buyer: 'factBuyer',
};

const standardKeys: Record<string, SettingsKey> = {
  dispute: 'standardDispute',
  'due-today': 'standardDueToday',
  'high-value': 'standardHighValue',
  'urgent-words': 'standardUrgentWords',
};

/** What reads better as a sentence of its own. */
const whole = {
  side: 'condSide',
  'not side': 'condNotSide',
  subject: 'condAbout',
  'not subject': 'condNotAbout',
} as const;

/** A rule's name; Parley's own have theirs in every language. */
export function ruleName(rule: Pick<Rule, 'name' | 'standard'>, { t }: SettingsTongue): string {
  const key = rule.standard ? standardKeys[rule.standard] : undefined;
  return key ? t(key) : rule.name;
}

/** What a rule does, as one says it: when what happens, if what is so, what is done. */
export function ruleSentence(rule: Rule, words: SettingsTongue, names: Names): string {
  const { t } = words;
  const { mode, parts } = conditionsOf(rule.when);
  const events = list(
    rule.on.map(event => t(eventKeys[event], { time: words.length((rule.minutes ?? 0) * 60) })),
    'disjunction',
    words,
  );
  const acts = list(
    rule.do.map(act => actText(act, words, names)),
    'conjunction',
    words,
  );
  if (parts.length === 0) return t('sentence', { events, acts });
  const conditions = list(
    parts.map(part => conditionText(part, words, names)),
    mode === 'all' ? 'conjunction' : 'disjunction',
    words,
  );
  return t('sentenceIf', { events, conditions, acts });
}

export function list(
  parts: readonly string[],
  type: 'conjunction' | 'disjunction',
  { main }: SettingsTongue,
): string {
  return new Intl.ListFormat(main.locale, { type }).format(parts);
}

export function conditionText(condition: Condition, words: SettingsTongue, names: Names): string {
  const { t } = words;
  const parts = condition.all ?? condition.any;
  if (parts) {
    const inner = parts.map(part => conditionText(part, words, names));
    return `(${list(inner, condition.all ? 'conjunction' : 'disjunction', words)})`;
  }
  const { fact, atLeast, currency, key } = condition;
  if (!fact) return '';
  if (fact === 'value')
    return t('condValue', {
      amount: moneyText({ minor: atLeast ?? 0, currency: currency ?? 'EUR' }, words.main.locale),
    });
  if (fact === 'waiting') return t('condWaiting', { time: words.length((atLeast ?? 0) * 60) });
  const how = comparisonOf(condition);
  const all = valuesOf(condition);
  const shown = all.slice(0, shownValues).map(value => valueText(fact, value, words, names));
  if (all.length > shownValues) shown.push(t('andMore', { n: all.length - shownValues }));
  const values = list(shown, how === 'has' ? 'conjunction' : 'disjunction', words);
  if (fact === 'first') return t((all[0] === 'yes') === (how === 'is') ? 'condFirst' : 'condNotFirst');
  if (fact === 'words') return t(how === 'isNot' ? 'condNoWords' : 'condWords', { values });
  if (fact === 'side' || fact === 'subject')
    return t(whole[`${how === 'isNot' ? 'not ' : ''}${fact}`], { values });
  const name = fact === 'buyer' ? t('factBuyerKey', { key: key ?? '' }) : t(factKeys[fact]);
  return t(how === 'isNot' ? 'condIsNot' : 'condIs', { fact: name, values });
}

export function valueText(fact: Fact, value: string, words: SettingsTongue, names: Names): string {
  if (fact === 'assignee') return value === 'nobody' ? words.t('valueNobody') : names.person(value);
  if (fact === 'label') return names.label(value);
  if (fact === 'topic') return names.topic(value);
  const key = `value-${fact}-${value}`.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  if (words.knows(key)) return words.t(key);
  return fact === 'words' || fact === 'state' ? words.t('quoted', { text: value }) : value;
}

export function actText(act: RuleAct, words: SettingsTongue, names: Names): string {
  const { t } = words;
  switch (act.type) {
    case 'assign':
      return act.to ? t('doAssign', { name: names.person(act.to) }) : t('doUnassign');
    case 'priority':
      return t('doPriority', { level: valueText('priority', act.priority ?? 'normal', words, names) });
    case 'reply':
      return t('doReply', { name: act.template ? names.template(act.template) : '…' });
    case 'snooze':
      return act.hours ? t('doSnooze', { time: words.length(act.hours * 3600) }) : t('doSnoozeOpen');
    case 'label':
    case 'unlabel':
      return t(act.type === 'label' ? 'doLabel' : 'doUnlabel', {
        name: act.label ? names.label(act.label) : '…',
      });
    case 'notify':
      return t('doNotify', { name: act.to ? names.person(act.to) : '…' });
    case 'route':
      return act.to === 'platform'
        ? t('doRoutePlatform')
        : t('doRoute', { name: act.to ? names.vendor(act.to) : '…' });
    default:
      return t('doArchive');
  }
}

const whys: Record<string, SettingsKey> = {
  always: 'whyAlways',
  'one of the words is in the message': 'whyOneWord',
  'all of the words are in the message': 'whyAllWords',
  'none of the words is in the message': 'whyNoWords',
  'the label': 'whyLabel',
  'none of the labels': 'whyNoLabel',
};

/** A reason as the server noted it, in the reader's words where it is one we know. */
export function whyText(why: string, words: SettingsTongue, names: Names): string {
  const { t } = words;
  const key = whys[why];
  if (key) return t(key);
  const waits = /^an answer is owed for (\d+) minutes$/.exec(why);
  if (waits) return t('condWaiting', { time: words.length(Number(waits[1]) * 60) });
  const found = /^words: (.+)$/.exec(why);
  if (found) return t('condWords', { values: found[1] ?? '' });
  const is = /^(\w+) is (none of )?(.+)$/.exec(why);
  if (!is) return why;
  const fact = is[1] as Fact;
  if (!(fact in factKeys)) return why;
  if (fact === 'value') return t('condValue', { amount: (is[3] ?? '').replace(/^at least /, '') });
  if (fact === 'first') return t(is[3] === 'yes' ? 'condFirst' : 'condNotFirst');
  const values = (is[3] ?? '').split(', ').map(value => valueText(fact, value, words, names));
  if (fact === 'side' || fact === 'subject')
    return t(whole[`${is[2] ? 'not ' : ''}${fact}`], { values: list(values, 'disjunction', words) });
  return t(is[2] ? 'condIsNot' : 'condIs', {
    fact: t(factKeys[fact]),
    values: list(values, 'disjunction', words),
  });
}
