import { type OwnTongue, ownTongues } from '../own-tongue';
import { type SafetyKey, safetyEn } from '../words/safety-en';

/** The words of what keeps people safe in a thread. */
export type SafetyTongue = OwnTongue<SafetyKey>;

export const safetyTongueFor = ownTongues<SafetyKey>(safetyEn, {
  de: async () => (await import('../words/safety-de')).safetyDe,
  es: async () => (await import('../words/safety-es')).safetyEs,
  fr: async () => (await import('../words/safety-fr')).safetyFr,
  ar: async () => (await import('../words/safety-ar')).safetyAr,
});

/** The key, where there is one; else the other. */
export function keyOr(key: string, other: SafetyKey): SafetyKey {
  return key in safetyEn ? (key as SafetyKey) : other;
}
