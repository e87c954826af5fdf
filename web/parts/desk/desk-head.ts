import { html, nothing, type TemplateResult } from 'lit';
import type { Desk } from '../../kit/desk/desk';
import { type DeskQuery, filtered, keyOf, queryFrom, usualSort } from '../../kit/desk/query';
import type { DeskTongue } from '../../kit/desk/words';
import type { Session } from '../../kit/session';
import { icon } from '../icons';
import { type DeskIcon, deskIcon } from './icons';
import { countOf, spokenCount } from './rail';

export interface HeadLook {
  words: DeskTongue;
  desk: Desk;
  query: DeskQuery;
  session: Session;
  ticking: boolean;
  places(button: HTMLElement): void;
  filter(button: HTMLElement): void;
  order(button: HTMLElement): void;
  search(): void;
  select(): void;
}

/** Which folder is open: a name beside the rail, a button where there is none. And what changes the list. */
export function deskHead(look: HeadLook): TemplateResult {
  const { words, desk, query } = look;
  const { t } = words;
  const name = titleOf(query, desk, words);
  const count = filtered(query) ? '' : countOf(desk, query.folder);
  const tool = (
    label: string,
    drawing: DeskIcon,
    press: (button: HTMLElement) => void,
    options: { on?: boolean; opens?: boolean; name: string },
  ) =>
    html`<button class="icon-button ${options.name} ${options.on ? 'on' : ''}" type="button" aria-label=${label} title=${label}
      aria-haspopup=${options.opens ? 'dialog' : nothing} aria-pressed=${options.opens === undefined && options.on !== undefined ? String(options.on) : nothing}
      @click=${(event: Event) => press(event.currentTarget as HTMLElement)}>${deskIcon(drawing)}</button>`;
  return html`<header class="list-head desk-head">
    <div class="desk-roles"><parley-role-switch .session=${look.session} .tongue=${words.main}></parley-role-switch></div>
    <div class="desk-line">
      <h2 class="folder-name" title=${name}><span dir="auto">${name}</span></h2>
      <button class="folder-button" type="button" aria-haspopup="menu" aria-expanded="false"
        @click=${(event: Event) => look.places(event.currentTarget as HTMLElement)}>
        <span class="hidden">${t('folders')}: </span><span dir="auto">${name}</span>${count ? html`<span class="place-count"><span aria-hidden="true" dir="ltr">${count}</span><span class="hidden">${spokenCount(words, count)}</span></span>` : nothing}${deskIcon('chevron')}
      </button>
      <div class="desk-tools">
        <button class="icon-button seek" type="button" aria-label=${t('search')} title=${t('search')} @click=${look.search}>${icon('search')}</button>
        ${tool(t('select'), 'select', look.select, { on: look.ticking, name: 'select' })}
        ${tool(t('filter'), 'filter', look.filter, { opens: true, name: 'filter' })}
        ${tool(t('order'), 'order', look.order, { on: query.sort !== usualSort(query.folder), opens: true, name: 'order' })}
      </div>
    </div>
  </header>`;
}

function titleOf(query: DeskQuery, desk: Desk, { t }: DeskTongue): string {
  const { folder, filters } = query;
  const view = desk.views.find(view => keyOf(queryFrom(view.query)) === keyOf(query));
  const label = filters.label && folder === 'all' ? desk.label(filters.label) : undefined;
  return view?.name ?? label?.name ?? t(folder);
}
