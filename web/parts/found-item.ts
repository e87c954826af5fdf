import { html, nothing, type TemplateResult } from 'lit';
import type { Tongue } from '../kit/i18n';
import type { FoundThread, Hit } from '../kit/wire';
import { face } from './avatar';
import { icon } from './icons';

const shown = 3;

export interface FoundLook {
  tongue: Tongue;
  chosen: boolean;
  /** What a note is called. */
  note: string;
  /** Opens the conversation there, or as it is. */
  go(hit: Hit | undefined): void;
}

/** A conversation in which something was found, and where. */
export function foundItem({ conversation: row, hits }: FoundThread, look: FoundLook): TemplateResult {
  const { chosen, go } = look;
  const { when } = look.tongue;
  const names = hits.find(isName);
  const places = hits.filter(hit => !isName(hit)).slice(0, shown);
  return html`<div class="found-thread" aria-current=${chosen ? 'true' : nothing}>
    <button class="found" type="button" @click=${() => go(places[0])}>
      ${face(row.with, row.subject, false)}
      <span class="row-body">
        <span class="row-line"><bdi class="row-name">${row.with.name}</bdi><time class="row-time" datetime=${row.at}>${when.short(row.at)}</time></span>
        <span class="row-line"><span class="row-about" dir="auto">${names ? highlighted(names) : (row.subject?.title ?? '')}</span></span>
      </span>
    </button>
    ${places.map(
      hit => html`<button class="hit ${hit.note ? 'hit-note' : ''}" type="button" @click=${() => go(hit)}>
        ${hit.note ? html`<span class="hit-kind">${icon('lock')}${look.note}</span>` : nothing}
        <span class="hit-text" dir="auto">${highlighted(hit)}</span><time class="row-time" datetime=${hit.at}>${when.short(hit.at)}</time></button>`,
    )}
  </div>`;
}

function isName({ matched }: Hit): boolean {
  return matched !== 'text' && matched !== 'note';
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
