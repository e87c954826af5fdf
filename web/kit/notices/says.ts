import type { NoticesKey } from '../words/notices-en';
import { noticesEn } from '../words/notices-en';
import type { NoticeState, NoticeView } from './wire';

/** Which sentence says why: what became of it, or why it goes out, or does not. Null for a name that this page does not know. */
export function whyKey(
  notice: Pick<NoticeView, 'state' | 'because' | 'outcome' | 'attempts'>,
): NoticesKey | null {
  const { state, because, outcome, attempts } = notice;
  if (state === 'failed' || state === 'bounced') return known(`gone-${outcome}`) ?? 'gone-other';
  if (state === 'cancelled') return known(`gone-${outcome}`);
  if (state === 'waiting' && attempts > 0) return 'triedAgain';
  if (state === 'waiting') return known(`waits-${because}`);
  return known(`why-${because}`);
}

function known(key: string): NoticesKey | null {
  return key in noticesEn ? (key as NoticesKey) : null;
}

/** Whether one was told: good, not yet, or not. */
export function toneOf(state: NoticeState): 'good' | 'wait' | 'off' {
  if (state === 'sent' || state === 'delivered') return 'good';
  return state === 'waiting' ? 'wait' : 'off';
}
