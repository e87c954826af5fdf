import { html, nothing, type TemplateResult } from 'lit';
import { adviceOf, type Step } from '../kit/safety/ladder';
import type { ConsoleTongue } from './tongue';
import type { CaseView } from './wire';

/** Of a large group so many; they are alike. */
const most = 5;

/** What was done last about those whom a decision would meet, and what the ladder names next. It chooses nothing by itself. */
export function ladderView(
  tongue: ConsoleTongue,
  view: CaseView,
  take: (step: Step) => void,
): TemplateResult | typeof nothing {
  const { t } = tongue;
  const meant = new Set(view.flags.map(flag => flag.person));
  const advised = view.people.flatMap(({ person, decisions }) => {
    const advice = meant.has(person) ? adviceOf(decisions) : null;
    return advice ? [{ person, ...advice }] : [];
  });
  if (!advised.length) return nothing;
  return html`<h3>${t('ladder')}</h3><p class="note">${t('ladderHelp')}</p>
    ${advised.slice(0, most).map(
      ({ person, last, next }) => html`<div class="advice" data-advice=${person}>
        <p><bdi>${person}</bdi> · ${t('lastTime', { when: tongue.when.calendar(last.at), what: stepOf(tongue, last) })}<br><b>${t('suggested', { what: stepOf(tongue, next) })}</b></p>
        <button class="button" type="button" @click=${() => take(next)}>${t('takeSuggested')}</button>
      </div>`,
    )}`;
}

function stepOf(tongue: ConsoleTongue, { act, hours }: Step): string {
  const { t } = tongue;
  const name = tongue.word(act);
  if (hours === null) return act === 'suspend' ? `${name}, ${t('forGood')}` : name;
  return `${name}, ${hours < 24 ? t('nHours', { n: hours }) : t('nDays', { n: Math.round(hours / 24) })}`;
}
