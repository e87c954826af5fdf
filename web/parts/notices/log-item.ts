import { html, nothing, type TemplateResult } from 'lit';
import { toneOf, whyKey } from '../../kit/notices/says';
import { stepsOf } from '../../kit/notices/steps';
import type { NoticeView } from '../../kit/notices/wire';
import type { NoticesTongue } from '../../kit/notices/words';
import { noticeIcon } from './icons';

export interface LogItemLook {
  words: NoticesTongue;
  notice: NoticeView;
  /** With whom the thread is; empty while that is not known. */
  name: string;
  /** Shows what else there was of its thread; null where only that is shown. */
  only: (() => void) | null;
}

/** One notice: what it was of, by which way, what became of it and why. */
export function logItem({ words, notice, name, only }: LogItemLook): TemplateResult {
  const { t, main } = words;
  const why = whyKey(notice);
  const due =
    notice.state === 'waiting' && notice.dueAt ? t('dueAt', { time: main.when.moment(notice.dueAt) }) : '';
  return html`<li class="log-item">
    <p class="log-head"><strong>${t(`did-${notice.kind}`)}</strong>
      <span class="chip ${toneOf(notice.state)}">${t(`is-${notice.state}`)}</span>
      <time datetime=${notice.plannedAt} title=${main.when.exact(notice.plannedAt)}>${main.when.moment(notice.plannedAt)}</time></p>
    <p class="log-why">${noticeIcon(notice.channel)}<span>${t(notice.channel)}: ${why ? t(why) : notice.says} ${due}</span></p>
    <p class="log-thread"><bdi>${name || t('someThread')}</bdi>
      ${only ? html`<button class="link" type="button" aria-label="${t('logOnly')}: ${name || t('someThread')}" @click=${only}>${t('logOnly')}</button>` : nothing}</p>
    <details class="log-steps"><summary>${t('steps')}</summary><ol role="list">${stepsOf(words, notice).map(
      step =>
        html`<li><span>${step.text}</span> <time datetime=${step.at} title=${main.when.exact(step.at)}>${main.when.moment(step.at)}</time></li>`,
    )}</ol></details>
  </li>`;
}
