import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { around } from '../../kit/safety/around';
import type { Coach, Remark } from '../../kit/safety/coach';
import { ruleText, suggestionOf } from '../../kit/safety/says';
import { keyOr, type SafetyTongue } from '../../kit/safety/words';
import { icon } from '../icons';

export interface CoachLook {
  words: SafetyTongue;
  coach: Coach;
  /** Who would read it. */
  name: string;
  use(remark: Remark, words: string): void;
  appeal(as: string): void;
}

/** Under the text box: what was found in it, why that is not wanted, and every way on. Nothing while there is nothing. */
export function coachPanel(look: CoachLook): TemplateResult {
  const { words, coach, name } = look;
  const { t } = words;
  const { shown, verdict } = coach;
  const n = shown.length;
  return html`<span class="hidden" role="status">${n > 0 ? t('coachSpoken', { n }) : ''}</span>
    ${
      n === 0
        ? nothing
        : html`<section class="coach ${verdict}" aria-label=${t('coachTitle', { n })}>
      <header>${icon('info')}<h3>${t('coachTitle', { n })}</h3>
        <button class="icon-button" type="button" aria-label=${t('coachClose')} title=${t('coachClose')} @click=${() => coach.hush()}>${icon('close')}</button></header>
      <ul role="list">${repeat(
        shown,
        remark => `${remark.kind} ${remark.words}`,
        remark => item(remark, look),
      )}</ul>
      ${verdict === 'allow' ? nothing : html`<p class="coach-verdict">${t(keyOr(`will-${verdict}`, 'will-coach'), { name })}</p>`}
      ${appeals(look)}
    </section>`
    }`;
}

function item(remark: Remark, { words, coach, use }: CoachLook): TemplateResult {
  const { t } = words;
  const place = remark.length > 0 ? around(coach.text, remark.start, remark.length) : null;
  const instead = suggestionOf(words, remark);
  return html`<li>
    <strong>${t(keyOr(`is-${remark.kind}`, 'is-other'))}</strong>
    ${place ? html`<p class="coach-place" dir="auto"><span class="hidden">${t('coachText')}: </span>${place.before}<mark>${place.at}</mark>${place.after}</p>` : nothing}
    <p>${ruleText(words, remark)}</p>
    ${
      instead
        ? html`<p class="coach-instead"><span>${t('suggest')}: <q dir="auto">${instead}</q></span>
        <button class="link" type="button" @click=${() => use(remark, instead)}>${t('suggestUse')}</button></p>`
        : nothing
    }
  </li>`;
}

/** What all of it may be instead, each said once. */
function appeals({ words, coach, appeal }: CoachLook): TemplateResult | typeof nothing {
  const { t } = words;
  const named = [...new Set(coach.shown.flatMap(({ exemptions }) => exemptions ?? []))];
  if (coach.verdict !== 'coach' || named.length === 0) return nothing;
  return html`<div class="coach-appeals" role="group" aria-label=${t('appealAbout')}><span>${t('appealAbout')}</span>${named.map(
    as =>
      html`<button class="button" type="button" @click=${() => appeal(as)}>${t(keyOr(`as-${as}`, 'as-other'))}</button>`,
  )}</div>`;
}
