import type { NoticeView } from './wire';
import type { NoticesTongue } from './words';

/** One thing that happened to a notice, or is to happen. */
export interface Step {
  text: string;
  at: string;
}

/** What happened to a notice and when, the first thing first. */
export function stepsOf({ t }: NoticesTongue, notice: NoticeView): Step[] {
  const { state, attempts, plannedAt, dueAt, heldUntil, triedAt, settledAt, newsAt, openedAt } = notice;
  const told = newsAt !== null; // by the provider, after it was sent
  const steps: (Step | null)[] = [
    { text: t('step-planned'), at: plannedAt },
    heldUntil && heldUntil > plannedAt ? { text: t('step-due'), at: heldUntil } : null,
    triedAt && attempts > 0 ? { text: t('step-tried', { n: attempts }), at: triedAt } : null,
    settledAt && state !== 'waiting' ? { text: t(told ? 'is-sent' : `is-${state}`), at: settledAt } : null,
    newsAt ? { text: t(`is-${state}`), at: newsAt } : null,
    openedAt ? { text: t('step-opened'), at: openedAt } : null,
    state === 'waiting' && dueAt ? { text: t('step-due'), at: dueAt } : null,
  ];
  return steps.filter(step => step !== null);
}
