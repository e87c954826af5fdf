import { html, type TemplateResult } from 'lit';
import type { Finding } from './wire';

/** The text in pieces; overlapping places are one mark. */
export function marked(text: string, findings: readonly Finding[]): TemplateResult {
  const places = findings
    .filter(f => f.length > 0 && f.start < text.length)
    .toSorted((a, b) => a.start - b.start);
  const pieces: (string | TemplateResult)[] = [];
  let at = 0;
  for (const { start, length } of places) {
    const from = Math.max(at, start);
    const to = Math.min(text.length, start + length);
    if (to <= from) continue;
    pieces.push(text.slice(at, from), html`<mark>${text.slice(from, to)}</mark>`);
    at = to;
  }
  return html`${pieces}${text.slice(at)}`;
}
