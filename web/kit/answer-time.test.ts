import { expect, it } from 'vitest';
import { answerWords } from './answer-time';
import type { AnswerTime } from './wire';

const time = (label: string, openingHours: number | null = null): AnswerTime =>
  ({ label, medianSeconds: 60, answers: 20, openingHours }) as AnswerTime;

it('says it in opening hours where they are known', () => {
  expect(answerWords(time('within-day', 3))).toEqual(['answersOpening', { n: 3 }]);
  expect(answerWords(time('new', 3))).toEqual(['answersNew', {}]);
});

it('says it in words where they are not, and of what it does not know that it is new', () => {
  expect(answerWords(time('within-minutes'))).toEqual(['answersMinutes', {}]);
  expect(answerWords(time('within-hours'))).toEqual(['answersHours', {}]);
  expect(answerWords(time('within-a-blink'))).toEqual(['answersNew', {}]);
});
