import type { Tongue } from '../i18n';

/** English needs none: the server's own sentences are. */
const words: Record<string, () => Promise<{ refusals: Record<string, string> }>> = {
  de: () => import('../words/refusals-de'),
  es: () => import('../words/refusals-es'),
  fr: () => import('../words/refusals-fr'),
  ar: () => import('../words/refusals-ar'),
};

/** What only a team may be refused, in their language; `problemText` says it from then on. */
export async function learnRefusals(tongue: Tongue): Promise<void> {
  try {
    const load = words[tongue.locale.split('-')[0] ?? 'en'];
    tongue.refusals = { ...tongue.refusals, ...(await load?.())?.refusals };
  } catch {
    // Out of reach: the server's sentences are better than nothing.
  }
}
