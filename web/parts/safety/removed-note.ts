import { html, nothing, type TemplateResult } from 'lit';
import type { StatementView } from '../../kit/safety/wire';
import type { SafetyTongue } from '../../kit/safety/words';

/** Under a message of one's own that the marketplace removed: why, and how to contest it. */
export function removedNote(
  { t }: SafetyTongue,
  decision: StatementView,
  contest: TemplateResult | null,
): TemplateResult {
  return html`<div class="held-note" data-decision=${decision.id}>
    <p>${t('heldWhy')}: <span dir="auto">${decision.facts}</span></p>
    ${decision.appealedAt ? html`<p role="status">${t('contested')}</p>` : (contest ?? nothing)}
  </div>`;
}
