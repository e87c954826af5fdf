import { html, type TemplateResult } from 'lit';
import type { Desk } from '../../kit/desk/desk';
import { between, languages, lastDays, offered, waits } from '../../kit/desk/filter-options';
import type { DeskQuery, DeskSort, Filters } from '../../kit/desk/query';
import type { Density } from '../../kit/desk/remembered';
import type { DeskRow } from '../../kit/desk/wire';
import type { DeskTongue } from '../../kit/desk/words';
import { stateText } from '../system-line';
import { topicText } from '../topic';
import { dot, priorities } from './act-menus';
import type { MenuItem, MenuLook } from './menu';
import { priorityMark } from './priority';

export interface FilterLook {
  desk: Desk;
  words: DeskTongue;
  query: DeskQuery;
  /** The rows at hand: what can be chosen is read off them where nobody else knows it. */
  rows: readonly DeskRow[];
  go(query: DeskQuery): void;
}

/** What people call a filter; `date` is both its ends. */
export type FilterName = Exclude<keyof Filters, 'from' | 'to'> | 'date';

export const filterKinds: readonly FilterName[] = [
  'subject',
  'kind',
  'orderState',
  'topic',
  'label',
  'priority',
  'assignee',
  'language',
  'waitingOver',
  'date',
];

export function without(filters: Filters, name: FilterName): Filters {
  const { [name === 'date' ? 'from' : name]: _, ...rest } = filters;
  if (name === 'date') delete rest.to;
  return rest;
}

/** All filters in one menu; what one chooses there opens its values in the same place. */
export function filterMenu(look: FilterLook, choose: (name: FilterName) => void): MenuLook {
  const { t } = look.words;
  return {
    title: t('addFilter'),
    items: filterKinds.map(name => ({
      label: t(name),
      hint: valueText(name, look),
      act: () => choose(name),
    })),
  };
}

export function valuesMenu(name: FilterName, look: FilterLook): MenuLook {
  const { words, query, go } = look;
  const { t } = words;
  const set = (value: Filters) => go({ ...query, filters: { ...without(query.filters, name), ...value } });
  const current = name === 'date' ? undefined : query.filters[name];
  const items = options(name, look).map(({ value, label, mark }): MenuItem => {
    const checked = current === value;
    return { label, mark, checked, act: () => set(checked ? {} : { [name]: value }) };
  });
  const none = t('nothingToChoose');
  if (name === 'date') return dateMenu(look, set);
  const long = name === 'subject' || name === 'language' || items.length > 9 || items.length === 0;
  return { title: t(name), items, ...(long ? { search: { label: t('search'), none } } : {}) };
}

function dateMenu(
  { words: { t }, query: { filters } }: FilterLook,
  set: (filters: Filters) => void,
): MenuLook {
  const last = (days: number) => () => set(lastDays(days));
  const submit = (close: () => void) => (event: SubmitEvent) => {
    event.preventDefault();
    const { elements } = event.target as HTMLFormElement;
    const value = (name: string) => (elements.namedItem(name) as HTMLInputElement).value;
    close();
    set(between(value('from'), value('to')));
  };
  const day = (at: string | undefined) => (at ? localDay(new Date(at)) : '');
  return {
    title: t('date'),
    items: [
      { label: t('today'), act: last(1) },
      { label: t('last7'), act: last(7) },
      { label: t('last30'), act: last(30) },
    ],
    extra: close => html`<form class="menu-form two" @submit=${submit(close)}>
      <label>${t('dateFrom')}<input name="from" type="date" .value=${day(filters.from)} /></label>
      <label>${t('dateTo')}<input name="to" type="date" .value=${day(filters.to)} /></label>
      <button class="button" type="submit">${t('apply')}</button>
    </form>`,
  };
}

function localDay(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

interface Option {
  value: string;
  label: string;
  mark?: TemplateResult;
}

function options(name: FilterName, { desk, words, rows }: FilterLook): Option[] {
  const { t, main } = words;
  switch (name) {
    case 'subject':
      return offered('subject', rows).map(({ value, words }) => ({ value, label: words }));
    case 'kind':
      return [
        ...(['listing', 'order', 'booking', 'request'] as const).map(kind => ({
          value: kind,
          label: main.t(kind),
        })),
        { value: 'general', label: t('general') },
      ];
    case 'orderState':
      return offered('orderState', rows).map(({ value }) => ({ value, label: stateText(main, value) }));
    case 'topic':
      return offered('topic', rows).map(({ value }) => ({ value, label: topicText(main, value) }));
    case 'label':
      return desk.labels.map(label => ({ value: label.id, label: label.name, mark: dot(label) }));
    case 'priority':
      return priorities.map(level => ({ value: level, label: t(level), mark: priorityMark(level) }));
    case 'assignee':
      return [
        { value: desk.me, label: t('me') },
        { value: 'nobody', label: t('nobody') },
        ...desk.team.filter(({ id }) => id !== desk.me).map(({ id, name }) => ({ value: id, label: name })),
      ];
    case 'language': {
      const names = new Intl.DisplayNames(main.locale, { type: 'language' });
      return languages.map(language => ({ value: language, label: names.of(language) ?? language }));
    }
    case 'waitingOver':
      return waits.map(minutes => ({ value: String(minutes), label: spanText(minutes, words) }));
    case 'date':
      return [];
  }
}

function spanText(minutes: number, { t }: DeskTongue): string {
  if (minutes < 60) return t('minutes', { n: minutes });
  return minutes < 1440 ? t('hours', { n: minutes / 60 }) : t('days', { n: minutes / 1440 });
}

/** What was chosen, in words; empty where nothing was. */
export function valueText(name: FilterName, look: FilterLook): string {
  const { query, words } = look;
  const { filters } = query;
  const { when } = words.main;
  if (name === 'date') {
    const ends = [filters.from, filters.to].map(at => (at ? when.calendar(at) : '…'));
    return filters.from || filters.to ? ends.join(' – ') : '';
  }
  const value = filters[name];
  if (!value) return '';
  if (name === 'waitingOver') return spanText(Number(value), words);
  return options(name, look).find(option => option.value === value)?.label ?? value.replace(/^\w+:/, '');
}

export function orderMenu(
  { t }: DeskTongue,
  sort: DeskSort,
  density: Density,
  sortBy: (sort: DeskSort) => void,
  pack: (density: Density) => void,
  sheet: () => void,
): MenuLook {
  const sorts: [DeskSort, string][] = [
    ['waiting', t('byWaiting')],
    ['time', t('byNewest')],
    ['priority', t('priority')],
    ['value', t('byValue')],
    ['counterpart', t('byBuyer')],
  ];
  return {
    title: t('order'),
    items: [
      ...sorts.map(
        ([value, label]): MenuItem => ({ label, checked: value === sort, act: () => sortBy(value) }),
      ),
      { label: t('roomy'), checked: density === 'roomy', apart: true, act: () => pack('roomy') },
      { label: t('dense'), checked: density === 'dense', act: () => pack('dense') },
      { label: t('keys'), hint: '?', apart: true, act: sheet },
    ],
  };
}
