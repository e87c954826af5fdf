import type { Session } from '../session';
import type { Instant, Uuid } from '../wire';
import type { DeskTongue } from './words';

interface DuePush {
  conversationId: Uuid;
  dueAt: Instant;
  /** Of an answer, or of the whole conversation. */
  kind?: 'answer' | 'resolution';
}

interface RuleNotice {
  conversationId: Uuid;
  name: string;
}

/** What the desk is told beside messages: an answer that is due soon or was, a rule that asks one to look. */
export function warningOf(
  [target, argument]: [target: string, argument: unknown],
  { rows }: Pick<Session, 'rows'>,
  { t, main: { when } }: DeskTongue,
): string {
  const { conversationId, dueAt, kind, name: rule } = argument as DuePush & RuleNotice;
  const name = rows.get(conversationId)?.with.name;
  if (!name) return '';
  const whole = kind === 'resolution';
  if (target === 'due-soon') return t(whole ? 'warnOpen' : 'warnDue', { name, time: when.moment(dueAt) });
  if (target === 'missed') return t(whole ? 'warnOpenLate' : 'warnMissed', { name });
  return target === 'rule-notice' ? t('ruleNotice', { name, rule }) : '';
}
