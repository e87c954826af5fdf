import type { Money } from '../wire';
import { type Eyes, filingOf, isIn, owes } from './folders';
import type { DeskRow, FolderName, Priority } from './wire';

export type DeskSort = 'time' | 'waiting' | 'priority' | 'counterpart' | 'value';

/** What narrows a folder; each is a parameter of the same name. */
export interface Filters {
  /** `listing:vase-7`. */
  subject?: string;
  kind?: string;
  orderState?: string;
  topic?: string;
  label?: string;
  priority?: string;
  /** An agent's id, or `nobody`. */
  assignee?: string;
  language?: string;
  /** Minutes. */
  waitingOver?: string;
  from?: string;
  to?: string;
}

export interface DeskQuery {
  folder: FolderName;
  sort: DeskSort;
  filters: Filters;
}

export const filterNames = [
  'subject',
  'kind',
  'orderState',
  'topic',
  'label',
  'priority',
  'assignee',
  'language',
  'waitingOver',
  'from',
  'to',
] as const satisfies readonly (keyof Filters)[];

/** What the eye expects first: the oldest obligation, elsewhere the newest word. */
export function usualSort(folder: FolderName): DeskSort {
  return folder === 'needs' ? 'waiting' : 'time';
}

export function paramsOf({ folder, sort, filters }: DeskQuery): Record<string, string> {
  const params: Record<string, string> = { folder, sort };
  for (const name of filterNames) if (filters[name]) params[name] = filters[name];
  return params;
}

/** Reads what a view saved; what is not known here any more is left out. */
export function queryFrom(params: Record<string, unknown>): DeskQuery {
  const text = (name: string) => (params[name] ? String(params[name]) : undefined);
  const folder = (text('folder') ?? 'all') as FolderName;
  const filters: Filters = {};
  for (const name of filterNames) {
    const value = text(name);
    if (value) filters[name] = value;
  }
  return { folder, sort: (text('sort') as DeskSort) ?? usualSort(folder), filters };
}

export function keyOf(query: DeskQuery): string {
  return new URLSearchParams(paramsOf(query)).toString();
}

export function filtered({ filters }: DeskQuery): boolean {
  return filterNames.some(name => filters[name]);
}

/** Whether the row is in what is asked for; null when the row alone cannot tell. */
export function fits(row: DeskRow, query: DeskQuery, eyes: Eyes, now = Date.now()): boolean | null {
  return both(isIn(query.folder, row, eyes), passes(row, query.filters, now));
}

/** Whether the filters let the row pass. */
export function passes(row: DeskRow, filters: Filters, now = Date.now()): boolean | null {
  return filterNames.map(name => meets(name, filters[name], row, now)).reduce(both, true);
}

function both(a: boolean | null, b: boolean | null): boolean | null {
  return a === false || b === false ? false : a && b;
}

function meets(name: keyof Filters, wanted: string | undefined, row: DeskRow, now: number): boolean | null {
  if (!wanted) return true;
  const { subject } = row;
  const filing = filingOf(row);
  switch (name) {
    case 'subject':
      return subject !== null && `${subject.kind}:${subject.id}` === wanted;
    case 'kind':
      return (subject?.kind ?? 'general') === wanted;
    case 'orderState':
      return subject?.state === wanted;
    case 'topic':
      return row.topic === wanted;
    case 'label':
      return filing.labels.includes(wanted);
    case 'priority':
      return filing.priority === wanted;
    case 'assignee':
      return (filing.assignee?.id ?? 'nobody') === wanted;
    case 'waitingOver':
      return owes(row) && now - Date.parse(row.owesSince ?? '') > Number(wanted) * 60_000;
    case 'from':
      return Date.parse(row.at) >= Date.parse(wanted);
    case 'to':
      return Date.parse(row.at) <= Date.parse(wanted);
    case 'language':
      return null;
  }
}

const weight: Record<Priority, number> = { urgent: 0, high: 1, normal: 2, low: 3 };

/** The most first, currency by currency, since amounts of two cannot be compared; then what has no value, newest first. */
function dearest(a: DeskRow, b: DeskRow): number {
  const [x, y] = [worthOf(a), worthOf(b)];
  if (!x !== !y) return x ? -1 : 1;
  return (x && y && (text(x.currency, y.currency) || y.minor - x.minor)) || newest(a, b);
}

/** What an order, a booking or a request is worth; a listing's price is not what somebody spends. */
export function worthOf({ subject }: DeskRow): Money | null {
  return subject && subject.kind !== 'listing' ? subject.amount : null;
}

type Order = (a: DeskRow, b: DeskRow) => number;

const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const newest: Order = (a, b) => text(b.at, a.at) || text(b.id, a.id);
const longest: Order = (a, b) => text(a.owesSince ?? '~', b.owesSince ?? '~') || newest(a, b);

export const orders: Record<DeskSort, Order> = {
  time: newest,
  waiting: longest,
  priority: (a, b) => weight[filingOf(a).priority] - weight[filingOf(b).priority] || newest(a, b),
  value: dearest,
  counterpart: (a, b) => a.with.name.localeCompare(b.with.name) || text(a.with.id, b.with.id) || newest(a, b),
};
