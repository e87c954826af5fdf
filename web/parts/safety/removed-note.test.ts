import { render } from 'lit';
import { expect, test } from 'vitest';
import { Tongue } from '../../kit/i18n';
import type { StatementView } from '../../kit/safety/wire';
import { safetyTongueFor } from '../../kit/safety/words';
import { removedNote } from './removed-note';

const note = (changes: Partial<StatementView>) => {
  const place = document.createElement('div');
  const decision = {
    id: 'd',
    facts: 'You were rude.',
    found: [],
    upheld: null,
    appealedAt: null,
    ...changes,
  };
  render(removedNote(safetyTongueFor(new Tongue('en')), decision as unknown as StatementView, null), place);
  return place.textContent?.replace(/\s+/g, ' ').trim();
};

test('what a program hid is said by its kind, what people decided in their words', () => {
  expect(note({ decidedByMachine: true, found: ['phone', 'telepathy'] })).toBe(
    'Something of your message is hidden from the other side for now (Phone number, Against the rules here). A program decided it, by a rule of the marketplace.',
  );
  expect(note({})).toBe('Why: You were rude.');
  expect(note({ upheld: false })).toContain('undone');
});
