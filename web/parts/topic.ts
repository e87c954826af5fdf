import type { Tongue } from '../kit/i18n';
import type { Key } from '../kit/words/en';

const topics: Record<string, Key> = {
  general: 'general',
  question: 'topicQuestion',
  questions: 'topicQuestion',
  order: 'order',
  orders: 'order',
  booking: 'booking',
  bookings: 'booking',
  shipping: 'topicShipping',
  delivery: 'topicShipping',
  return: 'topicReturn',
  returns: 'topicReturn',
  payment: 'topicPayment',
  'custom-order': 'topicCustom',
  cooperation: 'topicCooperation',
  complaint: 'topicComplaint',
  other: 'topicOther',
};

/** Topics are the host's own words; the common ones are translated, the others made readable. */
export function topicText({ t }: Tongue, topic: string | null): string {
  if (!topic) return t('general');
  const key = topics[topic.toLowerCase().replaceAll('_', '-')];
  return key ? t(key) : readable(topic);
}

/** `gift-wrapping` as people write it: "Gift wrapping". */
export function readable(word: string): string {
  return word.charAt(0).toLocaleUpperCase() + word.slice(1).replace(/[-_]+/g, ' ');
}
