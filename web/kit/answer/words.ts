import { type OwnTongue, ownTongues } from '../own-tongue';
import { type AnswerKey, answerEn } from '../words/answer-en';

/** The words of what a team has beside its threads. */
export type AnswerTongue = OwnTongue<AnswerKey>;

export const answerTongueFor = ownTongues<AnswerKey>(answerEn, {
  de: async () => (await import('../words/answer-de')).answerDe,
  es: async () => (await import('../words/answer-es')).answerEs,
  fr: async () => (await import('../words/answer-fr')).answerFr,
  ar: async () => (await import('../words/answer-ar')).answerAr,
});
