import { html, nothing, type TemplateResult } from 'lit';
import type { StatementView } from '../../kit/safety/wire';
import { keyOr, type SafetyTongue } from '../../kit/safety/words';
import { icon } from '../icons';

/** Why the marketplace decided something about its reader: at its place in the thread, and nobody else sees it. */
export function statementCard(
  decision: StatementView,
  { t, main }: SafetyTongue,
  contest: TemplateResult | null,
): TemplateResult {
  const { act, facts, ground, reference, at, until, appealedAt, upheld, appealFacts } = decision;
  const undone = upheld === false;
  return html`<section class="statement ${undone ? 'undone' : ''}" aria-label=${t('decided')} tabindex="-1">
    <header>${icon(undone ? 'check' : 'warn')}<h3>${t(keyOr(`act-${act}`, 'act-other'))}</h3><time datetime=${at}>${main.when.short(at)}</time></header>
    ${until && !undone ? html`<p>${t('decidedUntil', { until: main.when.exact(until) })}</p>` : nothing}
    <dl>
      <dt>${t('decidedFacts')}</dt><dd dir="auto">${facts}</dd>
      ${reference ? html`<dt>${t(ground === 'law' ? 'decidedLaw' : 'decidedRule')}</dt><dd dir="auto">${reference}</dd>` : nothing}
    </dl>
    ${byWhom(decision, t)}
    ${
      upheld !== null
        ? html`<p><strong>${t(undone ? 'decidedUndone' : 'decidedStays')}</strong> <span dir="auto">${appealFacts ?? ''}</span></p>`
        : appealedAt
          ? html`<p role="status">${t('contested')}</p>`
          : contest
            ? html`<p class="soft">${t('decidedRedress', { until: main.when.calendar(decision.appealUntil) })}</p>${contest}`
            : nothing
    }
  </section>`;
}

function byWhom(
  { source, foundByMachine, decidedByMachine }: StatementView,
  t: SafetyTongue['t'],
): TemplateResult | typeof nothing {
  if (source === 'host' && !decidedByMachine) return nothing; // the marketplace itself looked at it
  return html`<p class="soft">${t(decidedByMachine ? 'decidedMachine' : foundByMachine ? 'decidedFound' : 'decidedReported')}</p>`;
}
