import { html, type TemplateResult } from 'lit';
import type { AnswerTongue } from '../../kit/answer/words';
import { icon } from '../icons';

interface NoticeLook {
  words: AnswerTongue;
  name: string;
  /** Milliseconds since 1970. */
  at: number;
  stopped: boolean;
  canSend: boolean;
  show(): void;
  send(): void;
  dismiss(): void;
}

/** Somebody of the team was faster. What one wrote oneself stays. */
export function staleNotice({
  words,
  name,
  at,
  stopped,
  canSend,
  show,
  send,
  dismiss,
}: NoticeLook): TemplateResult {
  const { t } = words;
  return html`<div class="stale" role="alert">
    ${icon('warn')}
    <p><strong>${agoText(words, name, at)}</strong> ${t(stopped ? 'readFirst' : 'stillWriting')}</p>
    <span class="stale-acts">
      <button class="link" type="button" @click=${show}>${t('readIt')}</button>
      ${canSend ? html`<button class="button small" type="button" @click=${send}>${t('sendAnyway')}</button>` : ''}
    </span>
    <button class="icon-button" type="button" aria-label=${t('dismiss')} title=${t('dismiss')} @click=${dismiss}>${icon('close')}</button>
  </div>`;
}

export function agoText({ t, main }: AnswerTongue, name: string, at: number, now = Date.now()): string {
  const n = Math.round((now - at) / 1000);
  if (n < 3) return t('answeredJustNow', { name });
  if (n < 60) return t('answeredSeconds', { name, n });
  return t('answeredAgo', { name, ago: main.when.ago(new Date(at).toISOString(), now) });
}
