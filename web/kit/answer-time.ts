import type { AnswerTime } from './wire';
import { type ContactKey, contactWords } from './words/contact';

/** Which sentence says how soon a vendor usually answers: in opening hours where the vendor has published some. */
export function answerWords({ label, openingHours: n }: AnswerTime): [ContactKey, { n?: number }] {
  if (n && label !== 'new') return ['answersOpening', { n }];
  const last = label.split('-').pop() ?? 'new';
  const key = `answers${last.charAt(0).toUpperCase()}${last.slice(1)}`;
  return [key in contactWords.en ? (key as ContactKey) : 'answersNew', {}];
}
