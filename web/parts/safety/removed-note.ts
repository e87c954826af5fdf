import { html, nothing, type TemplateResult } from 'lit';
import type { StatementView } from '../../kit/safety/wire';
import { keyOr, type SafetyTongue } from '../../kit/safety/words';

/** Under a message of one's own that the marketplace removed, or hides in part: why, and how to contest it. */
export function removedNote(
  { t }: SafetyTongue,
  decision: StatementView,
  contest: TemplateResult | null,
): TemplateResult {
  const { found, facts, upheld, appealedAt, decidedByMachine } = decision;
  const why = found.map(kind => t(keyOr(`is-${kind}`, 'is-other'))).join(', ');
  return html`<div class="held-note" data-decision=${decision.id}>
    <p>${decidedByMachine ? `${t('act-mask-text')} (${why}). ${t('decidedMachine')}` : html`${t('heldWhy')}: <span dir="auto">${facts}</span>`}</p>
    ${
      upheld !== null
        ? html`<p>${t(upheld ? 'decidedStays' : 'decidedUndone')}</p>`
        : appealedAt
          ? html`<p role="status">${t('contested')}</p>`
          : (contest ?? nothing)
    }
  </div>`;
}
