import type { Tongue } from '../i18n';

/** English needs none: the server's own sentences are. */
const words: Record<string, () => Promise<Record<string, string>>> = {
  de: async () => (await import('../words/refusals-de')).refusalsDe,
  es: async () => (await import('../words/refusals-es')).refusalsEs,
  fr: async () => (await import('../words/refusals-fr')).refusalsFr,
  ar: async () => (await import('../words/refusals-ar')).refusalsAr,
};

/** What only a team may be refused, in their language; `problemText` says it from then on. */
export async function learnRefusals(tongue: Tongue): Promise<void> {
  try {
    tongue.refusals ??= (await words[tongue.locale.split('-')[0] ?? 'en']?.()) ?? null;
  } catch {
    // Out of reach: the server's sentences are better than nothing.
  }
}
