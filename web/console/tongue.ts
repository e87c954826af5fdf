import { chooseLocale, sentence } from '../kit/sentence';
import { When } from '../kit/when';
import { ar } from './words/ar';
import { de } from './words/de';
import { type ConsoleKey, type ConsoleWords, en } from './words/en';
import { es } from './words/es';
import { fr } from './words/fr';

const all: Record<string, ConsoleWords> = { en, es, de, fr, ar };

/** The console's language: `?lang=` in its address, else the browser's. */
export class ConsoleTongue {
  readonly locale = chooseLocale(
    new URLSearchParams(location.search).get('lang'),
    navigator.languages?.find(wish => wish.slice(0, 2) in all),
  );
  readonly when = new When(this.locale);
  readonly language = this.locale.slice(0, 2);
  readonly dir = this.language === 'ar' ? 'rtl' : 'ltr';
  private readonly words = all[this.language] ?? en;

  readonly t = (key: ConsoleKey, values: Record<string, string | number> = {}): string =>
    sentence(this.words[key], values, this.locale);

  /** A word of the server's in the reader's language, or as it is. */
  word(name: string): string {
    return name in en ? this.t(name as ConsoleKey) : name.replaceAll('-', ' ');
  }
}
