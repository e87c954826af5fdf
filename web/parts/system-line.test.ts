import { expect, test } from 'vitest';
import { Tongue } from '../kit/i18n';
import { row } from '../kit/samples';
import { eventText } from './system-line';

const said = (type: string, by: string) =>
  eventText(new Tongue('en'), { type, data: { by } }, row({ party: 'vendor', with: buyer }));
const buyer = { ...row().with, party: 'buyer', name: 'Ana' } as const;

test('a list says what happened also when its row does not name the one who did it', () => {
  expect(said('conversation-closed', 'buyer')).toBe('Ana closed the conversation');
  expect(said('conversation-closed', 'vendor')).toBe('The conversation was closed');
  expect(said('conversation-reopened', 'vendor')).toBe('The conversation was reopened');
});
