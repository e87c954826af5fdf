import { html, nothing, type TemplateResult } from 'lit';
import { askForPage, type DeskPage, deskPages, pageName } from '../../kit/desk/pages';
import type { Tongue } from '../../kit/i18n';
import { tongueWords } from '../../kit/words/desk-pages';
import { drawn } from '../icons';
import type { MenuItem } from './menu';

const drawings: Record<DeskPage, string> = {
  inbox: 'M4 12h4.5l1.5 2.5h4l1.5-2.5H20M4 12l2.7-6.5h10.6L20 12v6.5H4z',
  templates: 'M6 3.5h8.5L19 8v12.5H6zM14 3.5V8.5h5M9 12.5h7M9 16h5',
  macros: 'M13 3.5L5.5 13.5h5.5l-1 7 8-10.5h-5.5z',
  rules: 'M4 6.5h5l6 11h5M17.5 15l2.5 2.5-2.5 2.5M4 17.5h5l1.6-3M13.4 9.5L15 6.5h5M17.5 4L20 6.5 17.5 9',
  figures: 'M4 20h16M6.5 16.5v-5M11 16.5v-10M15.5 16.5V9M19.5 16.5v-3',
  settings:
    'M4 7h9M17.5 7H20M4 17h2.5M11 17h9M15.3 9.3a2.3 2.3 0 100-4.6 2.3 2.3 0 000 4.6zM8.7 19.3a2.3 2.3 0 100-4.6 2.3 2.3 0 000 4.6z',
};

export function pageIcon(page: DeskPage): TemplateResult {
  return drawn(drawings[page]);
}

/** What a vendor's desk has beside its folders; `here` is the page one is on. Nothing where there is only the inbox. */
export function pageNav(
  tongue: Tongue,
  here: DeskPage,
  offered = deskPages(),
): TemplateResult | typeof nothing {
  const others = offered.filter(page => here !== 'inbox' || page !== 'inbox');
  if (others.length === 0 || offered.length < 2) return nothing;
  const place = (page: DeskPage) =>
    html`<li><button class="place page-${page}" type="button" aria-current=${page === here ? 'page' : nothing} @click=${(event: Event) => askForPage(event.currentTarget as Element, page)}>${pageIcon(page)}<span class="place-name">${pageName(tongue, page)}</span></button></li>`;
  return html`<nav class="rail-places pages" aria-label=${tongueWords(tongue.locale).pages}><ul role="list">${others.map(place)}</ul></nav>`;
}

/** The same in a menu, where there is no room beside. */
export function pageItems(tongue: Tongue, here: DeskPage, from: Element): MenuItem[] {
  return deskPages()
    .filter(page => here !== 'inbox' || page !== 'inbox')
    .map((page, i) => ({
      label: pageName(tongue, page),
      mark: pageIcon(page),
      ...(here === 'inbox' ? {} : { checked: page === here }),
      apart: i === 0 && here === 'inbox',
      act: () => askForPage(from, page),
    }));
}
