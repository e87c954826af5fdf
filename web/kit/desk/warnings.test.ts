import { expect, it } from 'vitest';
import { tongueFor } from '../i18n';
import type { Session } from '../session';
import { warningOf } from './warnings';
import { deskTongueFor } from './words';

const words = deskTongueFor(tongueFor('en-GB'));
const session = {
  rows: { get: (id: string) => (id === 'c' ? { with: { name: 'Maya' } } : undefined) },
} as unknown as Session;

it('warns of an answer that is due, and says of one that it is late', () => {
  const dueAt = new Date(Date.now() + 60_000).toISOString();
  expect(warningOf(['due-soon', { conversationId: 'c', dueAt }], session, words)).toMatch(
    /^The answer to Maya is due /,
  );
  expect(warningOf(['missed', { conversationId: 'c', dueAt }], session, words)).toBe(
    'The answer to Maya is late',
  );
});

it('warns of a conversation that is to be closed', () => {
  const due = { conversationId: 'c', dueAt: new Date(Date.now() + 60_000).toISOString(), kind: 'resolution' };
  expect(warningOf(['due-soon', due], session, words)).toMatch(
    /^The conversation with Maya is to be closed /,
  );
  expect(warningOf(['missed', due], session, words)).toBe('The conversation with Maya is open too long');
});

it('says which rule asks one to look, and nothing of what it does not know', () => {
  expect(warningOf(['rule-notice', { conversationId: 'c', name: 'Big orders' }], session, words)).toBe(
    'Big orders: look at the conversation with Maya',
  );
  expect(warningOf(['missed', { conversationId: 'x' }], session, words)).toBe('');
  expect(warningOf(['counts', { conversations: 1 }], session, words)).toBe('');
});
