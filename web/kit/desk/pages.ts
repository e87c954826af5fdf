import type { Tongue } from '../i18n';
import { tongueWords } from '../words/desk-pages';

/** What a vendor's desk has beside its inbox; each page is an element of a bundle of its own, loaded when first opened. */
export type DeskPage = 'inbox' | 'templates' | 'macros' | 'rules' | 'figures' | 'settings';

export interface PageSource {
  /** The element that shows it; it gets `session`, `tongue` and `about`. */
  tag: string;
  /** The file beside desk.js that defines it. */
  bundle: string;
}

/** Those that there are; the order is the one in which they are offered. */
export const pages: Partial<Record<DeskPage, PageSource>> = {
  templates: { tag: 'parley-desk-templates', bundle: 'desk-shelf' },
  macros: { tag: 'parley-desk-macros', bundle: 'desk-shelf' },
  rules: { tag: 'parley-desk-rules', bundle: 'desk-pages' },
  figures: { tag: 'parley-desk-figures', bundle: 'desk-figures' },
  settings: { tag: 'parley-desk-settings', bundle: 'desk-pages' },
};

export const deskPages = (): DeskPage[] => ['inbox', ...(Object.keys(pages) as DeskPage[])];

export function pageName(tongue: Tongue, page: DeskPage): string {
  return tongueWords(tongue.locale)[page];
}

export const pageEvent = 'parley-desk-page';

export interface PageEvent {
  page: DeskPage;
  /** Where in it: `hours`, `log/CONVERSATION`. */
  about: string;
}

/** Opens a page of the desk from anywhere in the same inbox. */
export function askForPage(from: Element, page: DeskPage, about = ''): void {
  const detail: PageEvent = { page, about };
  from.dispatchEvent(new CustomEvent(pageEvent, { detail, bubbles: true, composed: true }));
}

/** The page stays open when the tab is loaded anew; null is the inbox. */
export function recallPage(as: string): PageEvent | null {
  try {
    const [page = '', about = ''] = (sessionStorage.getItem(keyOf(as)) ?? '').split(/\/(.*)/s);
    return page in pages ? { page: page as DeskPage, about } : null;
  } catch {
    return null;
  }
}

export function keepPage(as: string, place: PageEvent | null): void {
  try {
    sessionStorage.setItem(keyOf(as), place ? `${place.page}/${place.about}` : '');
  } catch {
    // Without storage a reload begins with the inbox.
  }
}

function keyOf(as: string): string {
  return `parley:desk-page:${as}`;
}
