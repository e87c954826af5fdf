import { expect, it } from 'vitest';
import { type AutoReply, repliesBody, replyFlaws, topicKind, withReply } from './replies';

const first: AutoReply = { kind: 'first-message', text: 'Hello' };

it('lists replies in the order in which they are asked', () => {
  let replies = withReply([first], topicKind('return'), { text: 'Send it back' });
  replies = withReply(replies, 'away', { text: 'Gone' });
  expect(replies.map(({ kind }) => kind)).toEqual(['away', 'topic:return', 'first-message']);
});

it('keeps the text of one that is switched off', () => {
  expect(withReply([first], 'first-message', { off: true })).toEqual([{ ...first, off: true }]);
});

it('wants a text or a template that is still there from those that are on', () => {
  const flaws = replyFlaws(
    [
      { kind: 'away', text: ' ' },
      { kind: 'outside-hours', text: '', off: true },
      { kind: 'first-message', template: 'gone' },
    ],
    [{ id: 'other' }],
  );
  expect([...flaws]).toEqual([
    ['away', 'needsText'],
    ['first-message', 'needsTemplate'],
  ]);
});

it('sends a template or a text, never both, and nothing that says nothing', () => {
  expect(
    repliesBody([
      { kind: 'away', text: ' ', off: true },
      { kind: 'first-message', template: 'id', text: 'left over' },
    ]),
  ).toEqual([{ kind: 'first-message', template: 'id', text: null, off: false }]);
});
