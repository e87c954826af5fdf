import type { Tongue } from '../i18n';
import { sentence } from '../sentence';
import { type AnswerKey, type AnswerWords, answerEn } from '../words/answer-en';

/** English is in the bundle; the others are files of their own. */
const others: Record<string, () => Promise<AnswerWords>> = {
  de: async () => (await import('../words/answer-de')).answerDe,
  es: async () => (await import('../words/answer-es')).answerEs,
  fr: async () => (await import('../words/answer-fr')).answerFr,
  ar: async () => (await import('../words/answer-ar')).answerAr,
};

/** The words of what a team has beside its threads. */
export class AnswerTongue {
  ready: boolean;
  readonly whenReady: Promise<void>;
  private words: AnswerWords = answerEn;

  constructor(readonly main: Tongue) {
    const load = others[main.locale.split('-')[0] ?? 'en'];
    this.ready = !load;
    this.whenReady = load ? this.learn(load) : Promise.resolve();
  }

  readonly t = (key: AnswerKey, values: Record<string, string | number> = {}): string =>
    sentence(this.words[key], values, this.main.locale);

  private async learn(load: () => Promise<AnswerWords>): Promise<void> {
    try {
      this.words = await load();
    } catch {
      // Out of reach: English is better than nothing.
    }
    this.ready = true;
  }
}

const spoken = new WeakMap<Tongue, AnswerTongue>();

export function answerTongueFor(tongue: Tongue): AnswerTongue {
  let own = spoken.get(tongue);
  if (!own) {
    own = new AnswerTongue(tongue);
    spoken.set(tongue, own);
  }
  return own;
}
