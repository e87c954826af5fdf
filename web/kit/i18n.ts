import { moneyText } from './money';
import { chooseLocale, sentence } from './sentence';
import { When } from './when';
import type { Money } from './wire';
import { contactWords } from './words/contact';
import { en, type Key, type MainWords, type Words } from './words/en';

/** English is in the bundle; every other language is a small file of its own, loaded when it is spoken. */
const others: Record<string, () => Promise<MainWords>> = {
  de: async () => (await import('./words/de')).de,
  es: async () => (await import('./words/es')).es,
  fr: async () => (await import('./words/fr')).fr,
  ar: async () => (await import('./words/ar')).ar,
};

/** One language: its words, its direction, its numbers and times. */
export class Tongue {
  readonly dir: 'ltr' | 'rtl';
  readonly when: When;
  /** False while the language's words are on their way. */
  ready: boolean;
  readonly whenReady: Promise<void>;
  /** What not everybody may be refused, by code; the bundles that meet it bring the sentences along. */
  refusals: Record<string, string> | null = null;
  private words: Words = { ...contactWords.en, ...en };

  constructor(readonly locale: string) {
    const language = locale.split('-')[0] ?? 'en';
    const load = others[language];
    this.dir = language === 'ar' ? 'rtl' : 'ltr';
    this.when = new When(locale);
    this.ready = !load;
    this.whenReady = load ? this.learn(language, load) : Promise.resolve();
  }

  /** The sentence for `key`. `n` also chooses among plural forms. */
  readonly t = (key: Key, values: Record<string, string | number> = {}): string =>
    sentence(this.words[key], values, this.locale);

  knows(key: string): key is Key {
    return key in this.words;
  }

  money(amount: Money): string {
    return moneyText(amount, this.locale);
  }

  private async learn(language: string, load: () => Promise<MainWords>): Promise<void> {
    try {
      this.words = { ...contactWords[language as keyof typeof contactWords], ...(await load()) };
    } catch {
      // Out of reach: English is better than nothing.
    }
    this.ready = true;
  }
}

const spoken = new Map<string, Tongue>();

/** The first wish that is a language tag: the element's, what was configured, the page's, the browser's. */
export function tongueFor(...wishes: (string | null | undefined)[]): Tongue {
  const locale = chooseLocale(...wishes);
  let tongue = spoken.get(locale);
  if (!tongue) {
    tongue = new Tongue(locale);
    spoken.set(locale, tongue);
  }
  return tongue;
}
