import { html, nothing, type TemplateResult } from 'lit';
import { measures, type Outcome, type Simulation } from './policy-wire';
import type { PolicyWords } from './policy-words';
import type { ConsoleTongue } from './tongue';

export interface SimulationDoing {
  cancel: () => void;
  askAccess: (conversation: string) => void;
}

/** How far a trial is, and what came of it: figures beside those of the policy in force, and messages that would meet something else. */
export function simulationView(
  tongue: ConsoleTongue,
  t: PolicyWords,
  of: Simulation,
  mayEdit: boolean,
  doing: SimulationDoing,
): TemplateResult {
  const running = of.state === 'running';
  return html`<section data-simulation=${of.state}>
    <h3 aria-live="polite">${title(t, of)}</h3>
    ${
      running
        ? html`<progress aria-label=${title(t, of)} max=${Math.max(1, of.total)} .value=${of.phase === 'reading' ? of.done : 0}></progress>
          ${mayEdit ? html`<p><button class="button" type="button" @click=${doing.cancel}>${t('cancel')}</button></p>` : nothing}`
        : nothing
    }
    ${of.done > 0 ? result(tongue, t, of, doing) : nothing}
  </section>`;
}

function title(t: PolicyWords, of: Simulation): string {
  if (of.state === 'failed') return t('failed', { why: of.why ?? '' });
  if (of.state === 'cancelled') return t('cancelled');
  if (of.state === 'done') return t('doneState', { n: of.done });
  return of.phase === 'counting'
    ? t('counting', { n: of.total })
    : t('reading', { done: of.done, n: of.total });
}

function result(
  tongue: ConsoleTongue,
  t: PolicyWords,
  of: Simulation,
  doing: SimulationDoing,
): TemplateResult {
  const { hold, refuse, coach } = of.proposed.percent;
  const kinds = [...new Set([...Object.keys(of.proposed.kinds), ...Object.keys(of.inForce.kinds)])];
  const found = (side: 'inForce' | 'proposed', kind: string) =>
    measures
      .map(m => [t(m), of[side].kinds[kind]?.[m] ?? 0] as const)
      .filter(([, n]) => n > 0)
      .map(([name, n]) => `${name} ${n}`)
      .join(', ') || '–';
  return html`<p><b>${t('would', { hold, refuse, coach })}</b></p>
    ${of.share < 1 ? html`<p class="note">${t('part', { n: Math.round(of.share * 1000) / 10 })}</p>` : nothing}
    ${of.unreadable ? html`<p class="note">${t('unreadable', { n: of.unreadable })}</p>` : nothing}
    <p class="note">${t('asOfNow')}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${t('measure')}><table>
      <thead><tr><th scope="col">${t('measure')}</th><th scope="col" class="number">${t('now')}</th><th scope="col" class="number">${t('tried')}</th><th scope="col" class="number">%</th></tr></thead>
      <tbody>
        ${measures.map(m => html`<tr><th scope="row">${t(m)}</th><td class="number">${of.inForce.messages[m]}</td><td class="number">${of.proposed.messages[m]}</td><td class="number">${of.proposed.percent[m]}</td></tr>`)}
        ${(['flagged', 'quarantined'] as const).map(m => html`<tr><th scope="row">${t(m)}</th><td class="number">${of.inForce[m]}</td><td class="number">${of.proposed[m]}</td><td></td></tr>`)}
      </tbody></table></div>
    ${
      kinds.length
        ? html`<div class="scroll gap" tabindex="0" role="region" aria-label=${t('kinds')}><table>
            <thead><tr><th scope="col">${t('kinds')}</th><th scope="col">${t('now')}</th><th scope="col">${t('tried')}</th></tr></thead>
            <tbody>${kinds.map(kind => html`<tr><th scope="row"><bdi>${kind}</bdi></th><td>${found('inForce', kind)}</td><td>${found('proposed', kind)}</td></tr>`)}</tbody></table></div>`
        : nothing
    }
    <h3>${of.changed ? t('differ', { n: of.changed }) : t('noDiffer')}</h3>
    ${
      of.examples.length
        ? html`<p class="note">${t('examples')}</p>
          <ul>${of.examples.map(
            one => html`<li class="message"><span class="by"><code dir="ltr">${one.conversation}</code> · ${t('message', { n: one.seq })} · ${tongue.word(one.from)}</span>
              ${outcome(t, one.inForce)} → <b>${outcome(t, one.proposed)}</b>
              <div class="buttons"><button class="button" type="button" @click=${() => doing.askAccess(one.conversation)}>${t('askAccess')}</button></div></li>`,
          )}</ul>`
        : nothing
    }
    ${of.withheld.length ? html`<p class="note">${t('withheld', { lists: of.withheld.join(', ') })}</p>` : nothing}`;
}

function outcome(t: PolicyWords, of: Outcome): string {
  const extra = [
    ...(of.flagged ? [t('flagged')] : []),
    ...(of.quarantined ? [t('quarantined')] : []),
    ...of.findings.map(f => `${f.kind}: ${f.rule}`),
  ];
  return `${t(of.measure)}${extra.length ? ` (${extra.join(', ')})` : ''}`;
}
