import { expect, it } from 'vitest';
import type { Filing } from '../desk/wire';
import { inverseOf } from './inverse';
import type { ActReport, MacroAct } from './wire';

const before: Filing = {
  place: 'inbox',
  assignee: { id: 'ina', name: 'Ina' },
  priority: 'normal',
  priorityReason: null,
  snoozedUntil: null,
  labels: ['l1'],
};
const report = (type: string, done = true): ActReport => ({ type, done, problem: null, detail: null });

it('Each act is taken back to what was so before', () => {
  const acts: MacroAct[] = [
    { type: 'close' },
    { type: 'archive' },
    { type: 'assign', agent: 'me' },
    { type: 'priority', level: 'high' },
    { type: 'addLabel', label: 'l2' },
    { type: 'removeLabel', label: 'l1' },
  ];
  expect(
    inverseOf(
      acts,
      acts.map(({ type }) => report(type)),
      before,
    ),
  ).toEqual({
    reopen: true,
    acts: [
      { type: 'restore' },
      { type: 'assign', agent: 'ina' },
      { type: 'priority', level: 'normal' },
      { type: 'removeLabel', label: 'l2' },
      { type: 'addLabel', label: 'l1' },
    ],
  });
});

it('What was not done, or was so already, is left alone', () => {
  const acts: MacroAct[] = [{ type: 'archive' }, { type: 'addLabel', label: 'l1' }];
  expect(inverseOf(acts, [report('archive', false), report('addLabel')], before)).toEqual({
    reopen: false,
    acts: [],
  });
});
