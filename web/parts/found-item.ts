import { html, nothing, type TemplateResult } from 'lit';
import type { Tongue } from '../kit/i18n';
import type { FoundThread, Hit } from '../kit/wire';
import { face } from './avatar';

const shown = 3;

/** A conversation in which something was found, and where. `go(0)` opens it as it is. */
export function foundItem(
  { when }: Tongue,
  { conversation: row, hits }: FoundThread,
  chosen: boolean,
  go: (seq: number) => void,
): TemplateResult {
  const names = hits.find(({ seq }) => seq === 0);
  const messages = hits.filter(({ seq }) => seq > 0).slice(0, shown);
  return html`<div class="found-thread" aria-current=${chosen ? 'true' : nothing}>
    <button class="found" type="button" @click=${() => go(messages[0]?.seq ?? 0)}>
      ${face(row.with, row.subject, false)}
      <span class="row-body">
        <span class="row-line"><bdi class="row-name">${row.with.name}</bdi><time class="row-time" datetime=${row.at}>${when.short(row.at)}</time></span>
        <span class="row-line"><span class="row-about" dir="auto">${names ? highlighted(names) : (row.subject?.title ?? '')}</span></span>
      </span>
    </button>
    ${messages.map(
      hit => html`<button class="hit" type="button" @click=${() => go(hit.seq)}>
        <span class="hit-text" dir="auto">${highlighted(hit)}</span><time class="row-time" datetime=${hit.at}>${when.short(hit.at)}</time></button>`,
    )}
  </div>`;
}

/** The snippet with what was looked for marked. */
export function highlighted({ snippet, spans }: Pick<Hit, 'snippet' | 'spans'>): (string | TemplateResult)[] {
  const pieces: (string | TemplateResult)[] = [];
  let at = 0;
  for (const { start, length } of spans) {
    if (start < at) continue;
    pieces.push(snippet.slice(at, start), html`<mark>${snippet.slice(start, start + length)}</mark>`);
    at = start + length;
  }
  return [...pieces, snippet.slice(at)];
}
