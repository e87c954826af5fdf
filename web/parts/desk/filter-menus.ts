import { html, type TemplateResult } from 'lit';
import type { ChoiceFilter } from '../../kit/desk/choices';
import type { Desk } from '../../kit/desk/desk';
import { between, languages, lastDays, waits } from '../../kit/desk/filter-options';
import type { DeskQuery, DeskSort, Filters } from '../../kit/desk/query';
import type { Density } from '../../kit/desk/remembered';
import type { DeskRow } from '../../kit/desk/wire';
import type { DeskTongue } from '../../kit/desk/words';
import { problemText } from '../../kit/problem-text';
import { stateText } from '../system-line';
import { topicText } from '../topic';
import { dot, priorities } from './act-menus';
import type { MenuItem, MenuLook, Seeker } from './menu';
import { priorityMark } from './priority';

export interface FilterLook {
  desk: Desk;
  words: DeskTongue;
  query: DeskQuery;
  /** The rows at hand, which know the title of what they are about. */
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

/** What only the server knows. */
function isOfServer(name: FilterName): name is ChoiceFilter {
  return name === 'subject' || name === 'orderState' || name === 'topic';
}

/** A filter's values as a menu that is about to open. */
export function valuesOf(name: FilterName, look: () => FilterLook): () => MenuLook {
  if (isOfServer(name)) look().desk.choices.open(name);
  return () => valuesMenu(name, look());
}

function valuesMenu(name: FilterName, look: FilterLook): MenuLook {
  const { words, query, go } = look;
  const { t } = words;
  const set = (value: Filters) => go({ ...query, filters: { ...without(query.filters, name), ...value } });
  const current = name === 'date' ? undefined : query.filters[name];
  const items = options(name, look).map(({ value, label, mark }): MenuItem => {
    const checked = current === value;
    return { label, mark, checked, act: () => set(checked ? {} : { [name]: value }) };
  });
  if (name === 'date') return dateMenu(look, set);
  const search: Seeker = {
    label: t('search'),
    none: t('nothingToChoose'),
    ...(isOfServer(name) ? serversSearch(look) : {}),
  };
  const long = isOfServer(name) || items.length > 9 || items.length === 0;
  return { title: t(name), items, ...(long ? { search } : {}) };
}

function serversSearch({ desk: { choices }, words: { t, main } }: FilterLook): Partial<Seeker> {
  const seek = (text: string) => choices.seek(text);
  if (choices.state === 'ready') return { seek, found: choices.answered };
  if (choices.state === 'loading') return { seek, none: t('loading') };
  const again = { label: main.t('retry'), act: () => choices.again() };
  return { seek, none: problemText(main, choices.trouble), again };
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

function offered(name: ChoiceFilter, look: FilterLook): Option[] {
  return look.desk.choices.items.map(({ value }) => ({ value, label: labelOf(name, value, look) }));
}

function labelOf(name: ChoiceFilter, value: string, { desk, words: { main }, rows }: FilterLook): string {
  if (name === 'orderState') return stateText(main, value);
  if (name === 'topic') return topicText(main, value);
  const row = rows.find(({ subject }) => subject && `${subject.kind}:${subject.id}` === value);
  return row?.subject?.title ?? desk.choices.titleOf(value) ?? value.replace(/^\w+:/, '');
}

function options(name: FilterName, look: FilterLook): Option[] {
  const { desk, words } = look;
  const { t, main } = words;
  switch (name) {
    case 'subject':
      return offered(name, look);
    case 'orderState':
    case 'topic':
      return offered(name, look).sort((a, b) => a.label.localeCompare(b.label));
    case 'kind':
      return [
        ...(['listing', 'order', 'booking', 'request'] as const).map(kind => ({
          value: kind,
          label: main.t(kind),
        })),
        { value: 'general', label: t('general') },
      ];
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
  if (isOfServer(name)) return labelOf(name, value, look);
  return options(name, look).find(option => option.value === value)?.label ?? value;
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
