import { html, nothing, type TemplateResult } from 'lit';
import type { AnswerTongue } from '../../kit/answer/words';
import { glyph } from './glyphs';

interface BarLook {
  noting: boolean;
  canWrite: boolean;
  open: 'templates' | 'macros' | null;
  tab(noting: boolean): void;
  toggle(panel: 'templates' | 'macros'): void;
}

/** Whether one writes to the buyer or to the team, and what stands ready. */
export function answerBar({ t }: AnswerTongue, look: BarLook): TemplateResult {
  const tab = (
    noting: boolean,
    words: string,
  ) => html`<button type="button" class="answer-tab ${noting ? 'note' : ''}"
    aria-pressed=${look.noting === noting} @click=${() => look.tab(noting)}>${noting ? glyph('note') : nothing}${words}</button>`;
  const ready = (
    name: 'templates' | 'macros',
    hint: string,
  ) => html`<button type="button" class="icon-button bar-${name} ${look.open === name ? 'on' : ''}"
    aria-haspopup="dialog" aria-expanded=${look.open === name} aria-label=${t(name)} title=${hint} @click=${() => look.toggle(name)}>${glyph(name)}</button>`;
  return html`<div class="answer-bar">
    <div class="answer-tabs" role="group" aria-label=${t('tabs')}>
      ${look.canWrite ? tab(false, t('reply')) : nothing}${tab(true, t('note'))}
    </div>
    ${look.canWrite ? html`<div class="answer-tools">${ready('templates', t('templatesHint'))}${ready('macros', t('macros'))}</div>` : nothing}
  </div>`;
}
