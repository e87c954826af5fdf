import { expect, test } from 'vitest';
import { deskRow } from '../samples';
import { type Eyes, folders, isIn } from './folders';
import type { FolderName } from './wire';

const eyes: Eyes = { me: 'ina', starred: new Set(['star']), unread: new Set(['marked']) };
const ina = { id: 'ina', name: 'Ina' };
const since = '2026-11-23T09:00:00Z';

test.each([
  ['a buyer waits', deskRow({ owesSince: since }), ['needs', 'unassigned', 'all']],
  ['closed while a buyer waits', deskRow({ owesSince: since, state: 'closed' }), ['unassigned', 'all']],
  ['answered and read', deskRow(), ['unassigned', 'all']],
  ['unread', deskRow({ unread: 2 }), ['unread', 'unassigned', 'all']],
  ['marked as unread', deskRow({ id: 'marked' }), ['unread', 'unassigned', 'all']],
  ['starred', deskRow({ id: 'star' }), ['unassigned', 'starred', 'all']],
  ['mine', deskRow({ filing: { assignee: ina } }), ['mine', 'all']],
  ['a colleague’s', deskRow({ filing: { assignee: { id: 'jo', name: 'Jo' } } }), ['all']],
  ['snoozed', deskRow({ owesSince: since, filing: { place: 'snoozed' } }), ['snoozed', 'all']],
  ['archived and mine', deskRow({ filing: { place: 'archived', assignee: ina } }), ['all', 'archived']],
  ['spam', deskRow({ unread: 1, owesSince: since, filing: { place: 'spam' } }), ['spam']],
] as const)('%s: where the row stands', (_, row, expected) => {
  const found = folders.filter((folder: FolderName) => isIn(folder, row, eyes));
  expect(found).toEqual(expected);
});

test('who was mentioned is not told by the row', () => {
  expect(isIn('mentions', deskRow(), eyes)).toBeNull();
});
