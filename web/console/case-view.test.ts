import { expect, test } from 'vitest';
import { actsFor, type CaseDoing, caseView, type Decision, decisionBody, secondOpinion } from './case-view';
import { caseOf, decision, drawn, flag, held, tongue } from './samples';
import type { CaseView } from './wire';

const blank: Decision = { act: '', facts: '', ground: 'rule', reference: '', hours: null, held: null };
const ignore = () => undefined;
const doing: CaseDoing = {
  claim: ignore,
  letGo: ignore,
  back: ignore,
  change: ignore,
  decide: ignore,
  name: ignore,
};

const shown = (view: CaseView, draft: Partial<Decision> = {}, other: Partial<CaseDoing> = {}) =>
  drawn(caseView(tongue, view.case, view, { ...blank, ...draft }, true, 'token', '', { ...doing, ...other }));

const acts = (root: HTMLElement) =>
  [...root.querySelectorAll<HTMLInputElement>('input[name=act]')].map(({ value }) => value);

/** What the fields are called. */
const named = (root: HTMLElement) =>
  [...root.querySelectorAll('label.field')].map(label =>
    [...label.childNodes]
      .filter(node => node.nodeType === Node.TEXT_NODE)
      .map(node => node.textContent)
      .join('')
      .trim(),
  );

const appeal = {
  decision: { act: 'mute', facts: 'You insulted the seller.', reference: 'Rule 3', at: flag().at },
  decidedBy: 'marek',
  words: 'It was meant kindly.',
};

test('nothing is chosen before somebody chooses, and nothing can be saved until then', () => {
  const root = shown(caseOf());
  expect(root.querySelector('input:checked')).toBeNull();
  expect(root.querySelector<HTMLButtonElement>('button[type=submit]')?.disabled).toBe(true);
});

test('a false alarm asks for no reasons, a restriction for facts, ground and rule', () => {
  expect(shown(caseOf(), { act: 'no-violation' }).querySelector('textarea')).toBeNull();
  const mute = shown(caseOf(), { act: 'mute' });
  expect(mute.querySelector('textarea')).not.toBeNull();
  expect(named(mute)).toEqual(['What happened, for the person concerned', 'Ground', 'Which one', 'How long']);
});

test('a second opinion asks what one would have done, and for no reasons that somebody would be told', () => {
  const root = shown(caseOf({}, secondOpinion), { act: 'mute' });
  expect(root.textContent).toContain('It changes nothing for anybody');
  expect(root.querySelector('textarea')).toBeNull();
  expect(root.querySelector('button[type=submit]')?.textContent).toBe('What would you have done?');
});

test('a second opinion is not led by what the ladder says', () => {
  const people = [{ person: 'ana', flags: 2, decisions: [decision('warn')] }];
  expect(shown(caseOf({ people }, secondOpinion)).querySelector('[data-advice]')).toBeNull();
  expect(shown(caseOf({ people, appeal })).querySelector('[data-advice]')).toBeNull();
});

test('the ladder says what was done last and what comes next, and chooses it only when it is pressed', () => {
  const at = new Date(Date.now() - 86_400_000);
  const until = new Date(at.getTime() + 168 * 3_600_000);
  const people = [
    {
      person: 'ana',
      flags: 2,
      decisions: [decision('mute', { at: at.toISOString(), until: until.toISOString() })],
    },
    { person: 'reporter', flags: 0, decisions: [decision('suspend')] },
  ];
  let taken: Partial<Decision> = {};
  const root = shown(
    caseOf({ people }),
    {},
    {
      change: part => {
        taken = part;
      },
    },
  );
  const advice = root.querySelectorAll<HTMLElement>('[data-advice]');
  expect([...advice].map(a => a.dataset.advice)).toEqual(['ana']);
  expect(advice[0]?.textContent).toContain('Mute, 7 days');
  expect(advice[0]?.textContent).toContain('Next step: Mute, 30 days');
  expect(root.querySelector('input:checked')).toBeNull();
  advice[0]?.querySelector('button')?.click();
  expect(taken).toEqual({ act: 'mute', hours: 720 });
  expect(shown(caseOf({ people }), taken).querySelector<HTMLInputElement>('input:checked')?.value).toBe(
    'mute',
  );
});

test('an appeal shows the decision and the words against it, and stays or is undone', () => {
  const root = shown(caseOf({ appeal }), { act: 'reverse' });
  expect(acts(root)).toEqual(['uphold', 'reverse']);
  expect(root.textContent).toContain('You insulted the seller.');
  expect(root.textContent).toContain('It was meant kindly.');
  expect(root.querySelector('select')).toBeNull();
});

test('with a message in review each sanction says what becomes of it', () => {
  const view = caseOf({ held: [held()] });
  expect(actsFor(view)[0]).toBe('release');
  expect(shown(view, { act: 'release' }).querySelector('input[name=held]')).toBeNull();
  const fates = (act: string) =>
    [...shown(view, { act }).querySelectorAll<HTMLInputElement>('input[name=held]')].map(
      ({ value }) => value,
    );
  expect(fates('warn')).toEqual(['refuse', 'release']);
  expect(fates('mute')).toEqual(['refuse']);
});

test('what goes to the server has what its act needs and nothing else', () => {
  const draft = { ...blank, facts: 'F', reference: 'R' };
  expect(decisionBody({ ...draft, act: 'no-violation' }, false)).toEqual({ act: 'no-violation' });
  expect(decisionBody({ ...draft, act: 'uphold' }, false)).toEqual({ act: 'uphold', facts: 'F' });
  expect(decisionBody({ ...draft, act: 'mute' }, true)).toEqual({
    act: 'mute',
    facts: 'F',
    ground: 'rule',
    reference: 'R',
    hours: 24,
    held: 'refuse',
  });
  expect(decisionBody({ ...draft, act: 'suspend' }, false)).not.toHaveProperty('hours');
});

test('whoever may not read sees that there is a case, and a taken one says who has it', () => {
  const view = caseOf();
  const may = drawn(caseView(tongue, view.case, null, blank, false, '', '', doing));
  expect(may.textContent).toContain('not what is in it');
  expect(may.querySelector('form')).toBeNull();
  const taken = drawn(
    caseView(tongue, { ...view.case, mine: false, claimedBy: 'marek' }, null, blank, true, '', '', doing),
  );
  expect(taken.textContent).toContain('marek has this case');
});
