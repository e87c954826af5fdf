import { html, nothing, type TemplateResult } from 'lit';
import type { Party } from '../kit/wire';
import { type Measure, measures, type PolicyBody, type PolicyRule, stages } from './policy-wire';
import type { PolicyWords } from './policy-words';

/** The rules as a table: what is found, at which stages, of whom, and what is done about it. */
export function rulesView(
  t: PolicyWords,
  body: PolicyBody,
  mayEdit: boolean,
  write: (body: PolicyBody) => void,
): TemplateResult {
  const put = (rules: PolicyRule[]) => write({ ...body, rules });
  const change = (at: number, part: Partial<PolicyRule>) =>
    put(body.rules.map((rule, i) => (i === at ? lean({ ...rule, ...part }) : rule)));
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('rules')}><table>
      <thead><tr>${(['name', 'what', 'stages', 'from', 'do', 'flag'] as const).map(name => html`<th scope="col">${t(name)}</th>`)}${mayEdit ? html`<td></td>` : nothing}</tr></thead>
      <tbody>${body.rules.map((rule, at) =>
        row(t, rule, at, mayEdit, part => change(at, part), {
          remove: () => put(body.rules.toSpliced(at, 1)),
          up: () => put(body.rules.toSpliced(at, 1).toSpliced(at - 1, 0, rule)),
        }),
      )}</tbody></table></div>
    ${
      mayEdit
        ? html`<p><button class="button" type="button" @click=${() => put([...body.rules, { name: `rule-${body.rules.length + 1}`, what: ['phone'], do: 'coach' }])}>${t('add')}</button></p>`
        : nothing
    }`;
}

function row(
  t: PolicyWords,
  rule: PolicyRule,
  at: number,
  mayEdit: boolean,
  change: (part: Partial<PolicyRule>) => void,
  doing: { remove: () => void; up: () => void },
): TemplateResult {
  const what = (rule.what ?? []).join(', ');
  const label = (column: 'name' | 'what' | 'from' | 'do' | 'flag') => `${t(column)}: ${rule.name}`;
  if (!mayEdit)
    return html`<tr><th scope="row"><bdi>${rule.name}</bdi></th><td>${what}</td><td>${(rule.stages ?? stages).map(s => t(s)).join(', ')}</td>
      <td>${t(rule.from === 'buyer' || rule.from === 'vendor' ? rule.from : 'both')}</td><td>${t(rule.do)}</td><td>${rule.flag ? '✓' : ''}</td></tr>`;
  return html`<tr>
    <td><input dir="ltr" .value=${rule.name} aria-label=${label('name')} @change=${(e: Event) => change({ name: written(e) })}></td>
    <td><input dir="ltr" .value=${what} aria-label=${label('what')} @change=${(e: Event) =>
      change({
        what: written(e)
          .split(/[\s,]+/)
          .filter(Boolean),
      })}></td>
    <td><div class="stages" role="group" aria-label="${t('stages')}: ${rule.name}">${stages.map(stage => {
      const held = rule.stages?.includes(stage) ?? true;
      const others = (rule.stages ?? stages).filter(s => s !== stage);
      return html`<button type="button" aria-pressed=${held} @click=${() => change({ stages: held ? others : [...others, stage] })}>${t(stage)}</button>`;
    })}</div></td>
    <td><select aria-label=${label('from')} @change=${(e: Event) => change({ from: (written(e) || null) as Party | null })}>
      ${(['', 'buyer', 'vendor'] as const).map(side => html`<option value=${side} ?selected=${(rule.from ?? '') === side}>${t(side || 'both')}</option>`)}</select></td>
    <td><select aria-label=${label('do')} @change=${(e: Event) => change({ do: written(e) as Measure })}>
      ${measures.map(measure => html`<option value=${measure} ?selected=${rule.do === measure}>${t(measure)}</option>`)}</select></td>
    <td><input type="checkbox" aria-label=${label('flag')} .checked=${rule.flag ?? false} @change=${(e: Event) => change({ flag: (e.target as HTMLInputElement).checked })}></td>
    <td class="buttons">
      ${at > 0 ? html`<button class="button" type="button" aria-label=${t('up', { name: rule.name })} @click=${doing.up}>↑</button>` : nothing}
      <button class="button" type="button" aria-label=${t('remove', { name: rule.name })} @click=${doing.remove}>×</button></td>
  </tr>`;
}

/** All stages are none in particular; what says nothing is left out. */
function lean(rule: PolicyRule): PolicyRule {
  const { stages: at, from, flag, ...rest } = rule;
  const ordered = stages.filter(stage => at?.includes(stage));
  return {
    ...rest,
    ...(at && ordered.length < stages.length ? { stages: ordered } : {}),
    ...(from ? { from } : {}),
    ...(flag ? { flag } : {}),
  };
}

const written = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value.trim();
