import { chooseLocale, sentence } from '../kit/sentence';
import { When } from '../kit/when';
import { type ConsoleKey, type ConsoleWords, en } from './words/en';

/** English is here; each other language is a small file of its own. */
const others: Record<string, () => Promise<ConsoleWords>> = {
  de: async () => (await import('./words/console-de')).de,
  es: async () => (await import('./words/console-es')).es,
  fr: async () => (await import('./words/console-fr')).fr,
  ar: async () => (await import('./words/console-ar')).ar,
};

/** The console's language: `?lang=` in its address, else the browser's. */
export class ConsoleTongue {
  readonly locale = chooseLocale(
    new URLSearchParams(location.search).get('lang'),
    navigator.languages?.find(wish => ['en', ...Object.keys(others)].includes(wish.slice(0, 2))),
  );
  readonly when = new When(this.locale);
  readonly language = this.locale.slice(0, 2);
  readonly dir = this.language === 'ar' ? 'rtl' : 'ltr';
  private words: ConsoleWords = en;

  /** The words of the language are here; English where they cannot be had. */
  readonly ready = (others[this.language]?.() ?? Promise.resolve(en)).then(
    words => {
      this.words = words;
    },
    () => undefined,
  );

  readonly t = (key: ConsoleKey, values: Record<string, string | number> = {}): string =>
    sentence(this.words[key], values, this.locale);

  /** A word of the server's in the reader's language, or as it is. */
  word(name: string): string {
    return name in en ? this.t(name as ConsoleKey) : name.replaceAll('-', ' ');
  }
}
