import { expect, test } from 'vitest';
import { Tongue } from '../kit/i18n';
import { card, row } from '../kit/samples';
import type { SubjectCard } from '../kit/wire';
import { eventText } from './system-line';

const said = (type: string, by: string) =>
  eventText(new Tongue('en'), { type, data: { by } }, row({ party: 'vendor', with: buyer }));
const buyer = { ...row().with, party: 'buyer', name: 'Ana' } as const;

test('a list says what happened also when its row does not name the one who did it', () => {
  expect(said('conversation-closed', 'buyer')).toBe('Ana closed the conversation');
  expect(said('conversation-closed', 'vendor')).toBe('The conversation was closed');
  expect(said('conversation-reopened', 'vendor')).toBe('The conversation was reopened');
});

const changed = (state: string, party: 'buyer' | 'vendor', kind: SubjectCard['kind'] = 'order') =>
  eventText(
    new Tongue('en'),
    { type: 'subject-changed', data: { state } },
    row({ party, subject: { ...card, kind } }),
  );

test('a buyer reads of their order in a sentence, a vendor what was noted', () => {
  expect(changed('packed', 'buyer')).toBe('Your order was packed');
  expect(changed('packed', 'vendor')).toBe('Order marked as packed');
  expect(changed('confirmed', 'buyer', 'booking')).toBe('Your booking was confirmed');
});

test('a state of the host’s own is told in the host’s words', () => {
  expect(changed('in-workshop', 'buyer', 'booking')).toBe('Booking update: In workshop');
  expect(changed('in-workshop', 'vendor', 'booking')).toBe('Booking marked as in workshop');
  expect(changed('delivered', 'buyer', 'booking')).toBe('Booking update: Delivered');
});

test('a conversation that goes on elsewhere, or about something else, says so', () => {
  const said = (type: string, data: Record<string, unknown>) =>
    eventText(new Tongue('en'), { type, data }, row({}));
  expect(said('conversation-merged', { into: 'x' })).toBe('The conversation goes on in another one');
  expect(said('conversation-moved', { to: { kind: 'order', id: 'NK-1', topic: null } })).toBe(
    'The conversation is about this now: Order NK-1',
  );
  expect(said('conversation-moved', { to: { kind: null, id: null, topic: 'delivery' } })).toMatch(
    /^The conversation is about this now: \w+/,
  );
});

test('who is passed on is told to whom, and the vendor what was done', () => {
  const passed = (party: 'buyer' | 'vendor', direction: string) =>
    eventText(
      new Tongue('en'),
      { type: 'conversation-passed-on', data: { direction, name: 'Kiln' } },
      row({ party }),
    );
  expect(passed('buyer', 'to')).toBe('Please write to Kiln about this');
  expect(passed('vendor', 'to')).toBe('Passed on to Kiln');
  expect(passed('buyer', 'from')).toBe('Passed on by Kiln');
});
