/** Fills `{name}` places of a catalogue sentence; `n` chooses among its plural forms (`one:…|other:…`). */
export function sentence(pattern: string, values: Record<string, string | number>, locale: string): string {
  const chosen = typeof values.n === 'number' ? form(pattern, values.n, locale) : pattern;
  return chosen.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? '';
    return typeof value === 'number' ? grammarOf(locale).numbers.format(value) : value;
  });
}

interface Grammar {
  numbers: Intl.NumberFormat;
  plurals: Intl.PluralRules;
}

/** Making these takes longer than using them a hundred times. */
const grammars = new Map<string, Grammar>();

function grammarOf(locale: string): Grammar {
  let grammar = grammars.get(locale);
  if (!grammar) {
    grammar = { numbers: new Intl.NumberFormat(locale), plurals: new Intl.PluralRules(locale) };
    grammars.set(locale, grammar);
  }
  return grammar;
}

function form(pattern: string, n: number, locale: string): string {
  if (!/^\w+:/.test(pattern)) return pattern;
  const forms = pattern.split('|').map(part => part.split(/:(.*)/s));
  const wanted = grammarOf(locale).plurals.select(n);
  return (forms.find(([name]) => name === wanted) ?? forms.find(([name]) => name === 'other'))?.[1] ?? '';
}

/** The first wish that is a language tag at all; without a region, the browser's region for that language. */
export function chooseLocale(...wishes: (string | null | undefined)[]): string {
  const wish = wishes.find(wish => wish && isLocale(wish)) ?? 'en';
  if (wish.includes('-')) return wish;
  return navigator.languages?.find(own => own.startsWith(`${wish}-`)) ?? wish;
}

function isLocale(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length > 0;
  } catch {
    return false;
  }
}
