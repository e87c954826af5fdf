import { html, nothing, type TemplateResult } from 'lit';
import type { Gap, Rendered } from '../../kit/answer/wire';
import type { AnswerTongue } from '../../kit/answer/words';
import { carried } from './carry-line';

/** A template as it reads in this thread; a string is why it cannot be shown. */
export function previewOf(words: AnswerTongue, rendered: Rendered | string | undefined): TemplateResult {
  const { t } = words;
  return html`<div class="preview" aria-live="off">
    <p class="preview-title">${t('preview')}${typeof rendered === 'object' && rendered.locale ? html` <span class="chip">${rendered.locale}</span>` : nothing}</p>
    ${
      rendered === undefined
        ? html`<p class="bone"></p><p class="bone w60"></p>`
        : typeof rendered === 'string'
          ? html`<p class="soft">${t('notRendered', { why: rendered })}</p>`
          : html`<p class="preview-text" dir="auto">${marked(rendered)}</p>`
    }
    ${typeof rendered === 'object' && rendered.files.length > 0 ? carried(rendered.files) : nothing}
    ${typeof rendered === 'object' ? rendered.missing.map(({ name }) => html`<p class="missing-line">${t('noValue', { name })}</p>`) : nothing}
  </div>`;
}

/** The text with its gaps marked: what a person fills in, and what has no value. */
export function marked({
  text,
  missing,
  blanks,
}: Pick<Rendered, 'text' | 'missing' | 'blanks'>): (string | TemplateResult)[] {
  const gaps: (Gap & { lacks: boolean })[] = [
    ...missing.map(gap => ({ ...gap, lacks: true })),
    ...blanks.map(gap => ({ ...gap, lacks: false })),
  ].sort((a, b) => a.start - b.start);
  const pieces: (string | TemplateResult)[] = [];
  let at = 0;
  for (const { start, length, name, lacks } of gaps) {
    pieces.push(text.slice(at, start), html`<mark class=${lacks ? 'missing' : ''}>${name}</mark>`);
    at = start + length;
  }
  return [...pieces, text.slice(at)];
}
