import { expect, test } from 'vitest';
import { card, deskRow } from '../samples';
import type { Eyes } from './folders';
import { type Filters, fits, keyOf, orders, paramsOf, queryFrom } from './query';
import type { DeskRow } from './wire';

const eyes: Eyes = { me: 'ina', starred: new Set(), unread: new Set() };
const now = Date.parse('2026-11-24T12:00:00Z');
const order = deskRow({
  subject: { ...card, kind: 'order', id: 'NK-1', state: 'packed' },
  owesSince: '2026-11-24T10:00:00Z',
  at: '2026-11-24T10:00:00Z',
  filing: { labels: ['l1'], priority: 'high', assignee: { id: 'jo', name: 'Jo' } },
});
const general = deskRow({ topic: 'shipping', at: '2026-11-20T10:00:00Z' });

test.each([
  [{ subject: 'order:NK-1' }, true, false],
  [{ kind: 'order' }, true, false],
  [{ kind: 'general' }, false, true],
  [{ orderState: 'packed' }, true, false],
  [{ topic: 'shipping' }, false, true],
  [{ label: 'l1' }, true, false],
  [{ priority: 'high' }, true, false],
  [{ assignee: 'jo' }, true, false],
  [{ assignee: 'nobody' }, false, true],
  [{ waitingOver: '60' }, true, false],
  [{ waitingOver: '180' }, false, false],
  [{ from: '2026-11-24T00:00:00Z' }, true, false],
  [{ to: '2026-11-21T00:00:00Z' }, false, true],
  [{ kind: 'order', label: 'l1' }, true, false],
  [{ language: 'de' }, null, null],
  [{ language: 'de', kind: 'order' }, null, false],
] as [Filters, boolean | null, boolean | null][])('%o lets pass what fits', (filters, first, second) => {
  const query = { folder: 'all', sort: 'time', filters } as const;
  expect(fits(order, query, eyes, now)).toBe(first);
  expect(fits(general, query, eyes, now)).toBe(second);
});

const listed = (rows: DeskRow[], sort: keyof typeof orders) => rows.sort(orders[sort]).map(({ id }) => id);

test('whoever has waited longest stands first, then those who do not wait', () => {
  const rows = [
    deskRow({ id: 'none', at: '2026-11-24T09:00:00Z' }),
    deskRow({ id: 'late', owesSince: '2026-11-24T08:00:00Z' }),
    deskRow({ id: 'early', owesSince: '2026-11-23T08:00:00Z' }),
  ];
  expect(listed(rows, 'waiting')).toEqual(['early', 'late', 'none']);
});

test('urgent stands before high, normal and low; the newest first among equals', () => {
  const rows = [
    deskRow({ id: 'low', filing: { priority: 'low' } }),
    deskRow({ id: 'old', at: '2026-11-20T00:00:00Z' }),
    deskRow({ id: 'new', at: '2026-11-21T00:00:00Z' }),
    deskRow({ id: 'urgent', filing: { priority: 'urgent' } }),
    deskRow({ id: 'high', filing: { priority: 'high' } }),
  ];
  expect(listed(rows, 'priority')).toEqual(['urgent', 'high', 'new', 'old', 'low']);
});

test('a view comes back as it was saved, without what is not known here', () => {
  const query = { folder: 'needs', sort: 'priority', filters: { kind: 'order', waitingOver: '60' } } as const;
  expect(keyOf(queryFrom({ ...paramsOf(query), colour: 'red' }))).toBe(keyOf(query));
});

test('the dearest order stands first, currency by currency; a listing’s price is not what somebody spends', () => {
  const about = (id: string, kind: 'order' | 'booking' | 'listing', minor: number, currency = 'EUR') =>
    deskRow({ id, subject: { ...card, kind, id, amount: { minor, currency } } });
  const rows = [
    about('dollars', 'order', 99_000, 'USD'),
    about('small', 'order', 900),
    about('vase', 'listing', 90_000),
    about('large', 'booking', 48_000),
  ];
  expect(listed(rows, 'value')).toEqual(['large', 'small', 'dollars', 'vase']);
});
