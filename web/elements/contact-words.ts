import { chooseLocale, sentence } from '../kit/sentence';
import { settings } from '../kit/settings';
import { type ContactKey, contactWords } from '../kit/words/contact';

/** The small catalogue of the button and the badge, in the language of `element`. */
export function say(element: Element, key: ContactKey, values: Record<string, string | number> = {}): string {
  const locale = localeOf(element);
  const language = locale.split('-')[0] as keyof typeof contactWords;
  return sentence((contactWords[language] ?? contactWords.en)[key], values, locale);
}

export function localeOf(element: Element): string {
  return chooseLocale(
    element.getAttribute('locale'),
    settings().locale,
    document.documentElement.lang,
    navigator.language,
  );
}
