import { html, type TemplateResult } from 'lit';
import { icon } from '../icons';
import {
  type FilterLook,
  type FilterName,
  filterKinds,
  filterMenu,
  valuesOf,
  valueText,
  without,
} from './filter-menus';
import { deskIcon } from './icons';
import type { MenuLook } from './menu';

interface BarLook extends FilterLook {
  menu(button: HTMLElement, look: () => MenuLook): void;
  save(button: HTMLElement): void;
}

/** What narrows the list, each in words; pressing one changes it. */
export function filterBar(look: BarLook): TemplateResult {
  const { words, query, go } = look;
  const { t } = words;
  const set = filterKinds.filter(name => valueText(name, look));
  const values = (name: FilterName) => (event: Event) =>
    look.menu(
      event.currentTarget as HTMLElement,
      valuesOf(name, () => look),
    );
  const add = (event: Event) => {
    const button = event.currentTarget as HTMLElement;
    look.menu(button, () =>
      filterMenu(look, name =>
        look.menu(
          button,
          valuesOf(name, () => look),
        ),
      ),
    );
  };
  return html`<div class="filters" role="group" aria-label=${t('filter')}>
    ${set.map(
      name => html`<span class="filter-chip">
        <button type="button" aria-haspopup="dialog" @click=${values(name)}><span class="soft">${t(name)}</span> <bdi>${valueText(name, look)}</bdi></button>
        <button class="remove" type="button" aria-label=${t('removeFilter', { name: t(name) })} @click=${() => go({ ...query, filters: without(query.filters, name) })}>${icon('close')}</button>
      </span>`,
    )}
    <button class="add-filter" type="button" aria-haspopup="dialog" aria-label=${t('addFilter')} title=${t('addFilter')} @click=${add}>${deskIcon('plus')}</button>
    <button class="link" type="button" @click=${() => go({ ...query, filters: {} })}>${t('clear')}</button>
    <button class="link" type="button" aria-haspopup="dialog" @click=${(event: Event) => look.save(event.currentTarget as HTMLElement)}>${t('saveThis')}</button>
  </div>`;
}
