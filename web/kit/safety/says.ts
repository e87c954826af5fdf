import type { TextFinding } from './wire';
import { keyOr, type SafetyTongue } from './words';

/** The rules that come with the house: their sentences are known in every language. An operator's own are said as they were written. */
const builtIn = new Set(['contact-after-payment', 'pay-here', 'cards']);

const pay = new Set(['payment', 'outside', 'iban', 'card']);
const contact = new Set(['phone', 'mail', 'handle', 'messenger', 'picture', 'link', 'address']);

/** The rule in plain words, and from when it is allowed. */
export function ruleText(
  { t, main }: SafetyTongue,
  { kind, rule, message, allowedFrom }: TextFinding,
): string {
  if (main.locale.startsWith('en') || !builtIn.has(rule) || !(pay.has(kind) || contact.has(kind)))
    return message;
  const why = t(pay.has(kind) ? 'says-pay' : 'says-contact');
  return allowedFrom ? `${why} ${t('allowedFrom', { once: onceOf(t, allowedFrom) })}` : why;
}

/** A safe wording in the writer's own language; null where there is none. */
export function suggestionOf(
  { t, main }: SafetyTongue,
  { kind, suggestion, allowedFrom }: TextFinding,
): string | null {
  if (suggestion === null || main.locale.startsWith('en')) return suggestion;
  if (pay.has(kind)) return t('try-pay');
  if (kind === 'link') return t('try-link');
  const once = allowedFrom ? onceOf(t, allowedFrom) : null;
  if (kind === 'address') return once && t('try-address', { once });
  if (contact.has(kind)) return once ? t('try-contact-from', { once }) : t('try-contact');
  return suggestion;
}

function onceOf(t: SafetyTongue['t'], stage: string): string {
  return t(keyOr(`once-${stage}`, 'once-completed'));
}
