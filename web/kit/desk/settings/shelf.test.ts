import { expect, it } from 'vitest';
import { blankMacro, blankTemplate, macroFlaws, templateFlaws } from './shelf';

it('A new template says what is missing, field by field', () => {
  expect([...templateFlaws(blankTemplate('t'))]).toEqual([
    ['name', 'needsName'],
    ['text 0', 'needsText'],
  ]);
});

it('Two texts for one language are one too many, whatever the letters', () => {
  const draft = {
    ...blankTemplate('t'),
    name: 'Bye',
    variants: [
      { text: 'a', locale: 'pt-BR' },
      { text: 'b', locale: 'pt-br' },
    ],
  };
  expect([...templateFlaws(draft)]).toEqual([['locale 1', 'twice']]);
});

it('A shortcut takes letters of any script, no blanks; a listing needs its number', () => {
  const draft = { ...blankTemplate('t'), name: 'Bye', variants: [{ text: 'a', locale: null }] };
  expect(templateFlaws({ ...draft, shortcut: 'tschüß_1' }).size).toBe(0);
  expect(templateFlaws({ ...draft, shortcut: 'good bye' }).get('shortcut')).toBe('badShortcut');
  expect(templateFlaws({ ...draft, scope: 'listing:' }).get('scope')).toBe('needsTarget');
});

it('A macro does something, and a label is named', () => {
  const draft = { ...blankMacro('m'), name: 'Done' };
  expect(macroFlaws(draft).get('acts')).toBe('needsAct');
  expect(macroFlaws({ ...draft, acts: [{ type: 'addLabel' }] }).get('act 0')).toBe('needsChoice');
  expect(macroFlaws({ ...draft, acts: [{ type: 'close' }] }).size).toBe(0);
});
