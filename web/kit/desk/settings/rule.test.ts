import { expect, it } from 'vitest';
import { tongueFor } from '../../i18n';
import { compared, conditionsOf, listed, moved, newRule, type Rule, ruleFlaws, whenOf } from './rule';
import { type Names, ruleSentence, whyText } from './rule-sentence';
import { settingsTongueFor } from './words';

const words = settingsTongueFor(tongueFor('en-GB'));
const names: Names = {
  person: id => `P ${id}`,
  template: id => `T ${id}`,
  label: id => `L ${id}`,
  vendor: id => `V ${id}`,
  topic: word => word,
};
const rule: Rule = {
  id: 'r',
  name: 'Broken',
  on: ['created', 'message'],
  when: {
    all: [
      { fact: 'side', is: ['buyer'] },
      { fact: 'words', is: ['broken', 'cracked'] },
      {
        any: [
          { fact: 'value', atLeast: 5000, currency: 'EUR' },
          { fact: 'waiting', atLeast: 120 },
        ],
      },
    ],
  },
  do: [
    { type: 'priority', priority: 'urgent' },
    { type: 'assign', to: 'jonas' },
  ],
};

it('reads as a sentence', () => {
  expect(ruleSentence(rule, words, names)).toBe(
    'When a conversation begins or a message arrives, if the buyer wrote, it says “broken” or “cracked” and (it is worth €50.00 or more or an answer is owed for 2 hrs or longer): set its priority to urgent and assign it to P jonas.',
  );
});

it('takes conditions apart and puts them together again', () => {
  for (const when of [
    null,
    { fact: 'topic', is: ['delivery'] } as const,
    rule.when ?? null,
    { any: [{ fact: 'first', is: ['yes'] }] } as const,
  ])
    expect(whenOf(conditionsOf(when as Rule['when']))).toEqual(when);
});

it('keeps what is compared when one compares otherwise', () => {
  expect(compared({ fact: 'buyer', key: 'tier', is: ['gold'] }, 'isNot', ['gold'])).toEqual({
    fact: 'buyer',
    key: 'tier',
    isNot: ['gold'],
  });
});

it('says at which field a rule is not finished', () => {
  const flaws = ruleFlaws({
    ...newRule(),
    on: ['waiting'],
    do: [{ type: 'reply' }, { type: 'archive' }, { type: 'archive' }],
  });
  expect([...flaws]).toEqual([
    ['name', 'ruleNeedsName'],
    ['minutes', 'ruleNeedsMinutes'],
    ['when.1', 'ruleNeedsValue'],
    ['do.0', 'ruleNeedsChoice'],
    ['do.2', 'ruleActTwice'],
  ]);
  expect(ruleFlaws(rule).size).toBe(0);
});

it('says to whom a buyer is passed on, and asks for it', () => {
  const passing = { ...rule, when: null, do: [{ type: 'route', to: 'kiln' } as const] };
  expect(ruleSentence(passing, words, names)).toMatch(/: pass the buyer on to V kiln\.$/);
  const asking = { ...passing, do: [{ type: 'route', to: 'platform' } as const] };
  expect(ruleSentence(asking, words, names)).toMatch(/: ask the marketplace to have a look\.$/);
  expect([...ruleFlaws({ ...passing, do: [{ type: 'route', to: '' }] })]).toEqual([
    ['do.0', 'ruleNeedsChoice'],
  ]);
});

it('moves one of a list', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
  expect(moved(['a', 'b', 'c'], 2, -4)).toEqual(['c', 'a', 'b']);
});

it('takes words apart at commas of either script', () => {
  expect(listed(' broken, كسر، broken,, in pieces ')).toEqual(['broken', 'كسر', 'in pieces']);
});

it('says why in the words of the reader, and leaves what it does not know', () => {
  expect(whyText('side is buyer', words, names)).toBe('the buyer wrote');
  expect(whyText('an answer is owed for 120 minutes', words, names)).toBe(
    'an answer is owed for 2 hrs or longer',
  );
  expect(whyText('state is none of shipped, delivered', words, names)).toBe(
    'state is not “shipped” or “delivered”',
  );
  expect(whyText('the moon is full', words, names)).toBe('the moon is full');
});
