import { html, nothing, type TemplateResult } from 'lit';
import {
  type Comparison,
  type Condition,
  compared,
  comparisonOf,
  conditionOn,
  type Fact,
  facts,
  knownValues,
  listed,
  valuesOf,
} from '../../../kit/desk/settings/rule';
import { conditionText, factKeys, type Names, valueText } from '../../../kit/desk/settings/rule-sentence';
import type { SettingsTongue } from '../../../kit/desk/settings/words';
import type { Label, TeamAgent } from '../../../kit/desk/wire';
import { describedBy, field, textOf } from './field';
import { glyph } from './glyphs';

export interface Choices {
  names: Names;
  agents: readonly TeamAgent[];
  labels: readonly Label[];
  /** To whom buyers may be passed on; null while nobody knows. */
  routes: readonly { id: string; name: string }[] | null;
  topics: readonly string[];
  templates: readonly { id: string; name: string }[];
}

export interface ConditionLook extends Choices {
  id: string;
  words: SettingsTongue;
  condition: Condition;
  flaw: string | undefined;
  change(condition: Condition): void;
  remove(): void;
}

const currencies = [
  'EUR',
  'USD',
  'GBP',
  'CHF',
  'SEK',
  'NOK',
  'DKK',
  'PLN',
  'CZK',
  'JPY',
  'AED',
  'SAR',
  'MAD',
  'EGP',
  'CAD',
  'AUD',
];

/** One condition: what is looked at, how, and with what it is compared. */
export function conditionField(look: ConditionLook): TemplateResult {
  const { id, words, condition, flaw } = look;
  const { t } = words;
  const remove = html`<button class="tiny" type="button" aria-label=${t('removeCondition')} title=${t('removeCondition')} @click=${look.remove}>${glyph('close')}</button>`;
  if (condition.all || condition.any)
    return html`<li class="condition group"><p class="soft">${t('otherGroup', { text: conditionText(condition, words, look.names) })}</p>${remove}</li>`;
  const fact = condition.fact ?? 'words';
  const offered = facts.filter(one => one === fact || one !== 'label' || look.labels.length > 0);
  return html`<li class="condition">
    ${pick(
      `${id}-fact`,
      t('fact'),
      offered.map(one => [one, t(factKeys[one])]),
      fact,
      one => look.change(conditionOn(one as Fact)),
    )}
    ${comparison(look, fact)}
    ${values(look, fact)}
    ${remove}
    ${flaw ? html`<p class="flaw" id="${id}-flaw">${flaw}</p>` : nothing}
  </li>`;
}

/** A choice whose name stands for those who cannot see what it stands in. */
export function pick(
  id: string,
  label: string,
  options: readonly (readonly [string, string])[],
  chosen: string,
  choose: (value: string) => void,
  flaw?: string,
): TemplateResult {
  const own = { id, label, quiet: true, flaw };
  return field(
    own,
    html`<select id=${id} aria-invalid=${flaw ? 'true' : nothing} aria-describedby=${describedBy(own)} @change=${(event: Event) => choose(textOf(event))}>
      ${options.some(([value]) => value === chosen) ? nothing : html`<option value="" selected disabled></option>`}
      ${options.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
    </select>`,
  );
}

function comparison(
  { id, words: { t }, condition, change }: ConditionLook,
  fact: Fact,
): TemplateResult | typeof nothing {
  if (fact === 'value' || fact === 'waiting' || fact === 'first') return nothing;
  const how = comparisonOf(condition);
  const several = fact === 'words' || fact === 'label';
  const options: [Comparison, string][] = [
    ['is', t(several ? 'wordsAny' : 'comparisonIs')],
    ...(several ? [['has', t('comparisonHas')] as [Comparison, string]] : []),
    ['isNot', t(several ? 'wordsNone' : 'comparisonIsNot')],
  ];
  return pick(`${id}-how`, t('comparison'), options, how, one =>
    change(compared(condition, one as Comparison, valuesOf(condition))),
  );
}

function values(look: ConditionLook, fact: Fact): TemplateResult {
  const { id, words, condition, change, flaw } = look;
  const { t } = words;
  const wrong = { invalid: flaw ? 'true' : nothing, by: flaw ? `${id}-flaw` : nothing };
  if (fact === 'value') {
    const { atLeast, currency } = condition;
    const places = digits(currency ?? 'EUR');
    const amount = (atLeast ?? 0) / 10 ** places;
    return html`<span class="sum"><span aria-hidden="true">≥</span><input id="${id}-amount" type="number" min="0" step="any" inputmode="decimal" aria-label=${t('amount')} aria-invalid=${wrong.invalid} aria-describedby=${wrong.by} .value=${String(amount)} @change=${(event: Event) => change({ ...condition, atLeast: Math.max(0, Math.round(Number(textOf(event)) * 10 ** places)) })} />
      ${pick(
        `${id}-currency`,
        t('currency'),
        [...new Set([...currencies, currency ?? 'EUR'])].map(one => [one, one]),
        currency ?? 'EUR',
        one => change({ ...condition, currency: one, atLeast: Math.round(amount * 10 ** digits(one)) }),
      )}</span>`;
  }
  if (fact === 'waiting')
    return html`<span class="sum"><span aria-hidden="true">≥</span><input id="${id}-minutes" type="number" min="0" max="43200" inputmode="numeric" aria-label=${t('minutes')} aria-invalid=${wrong.invalid} .value=${String(condition.atLeast ?? 0)} @change=${(event: Event) => change({ ...condition, atLeast: Math.max(0, Math.round(Number(textOf(event)))) })} /><span class="soft">${t('minutes')}</span></span>`;
  const how = comparisonOf(condition);
  const set = (to: string[]) => change(compared(condition, how, to));
  const offered = choicesOf(look, fact);
  if (fact === 'first')
    return pick(
      `${id}-value`,
      t('values'),
      offered.map(value => [value, valueText(fact, value, words, look.names)]),
      valuesOf(condition)[0] ?? '',
      value => change(compared(condition, 'is', [value])),
    );
  if (offered.length > 0) return chips(look, fact, offered, set);
  return html`${
    fact === 'buyer'
      ? html`<input id="${id}-key" type="text" maxlength="40" aria-label=${t('buyerKey')} placeholder=${t('buyerKey')} .value=${condition.key ?? ''} @change=${(event: Event) => change({ ...condition, key: textOf(event).trim() })} />`
      : nothing
  }<input class="words" id="${id}-values" type="text" dir="auto" aria-label=${t('values')} placeholder=${t('valuesHint')} title=${t('valuesHint')} aria-invalid=${wrong.invalid} aria-describedby=${wrong.by} .value=${asTyped(`${id}-values`, valuesOf(condition))} @input=${(
    event: Event,
  ) => {
    typed.set(`${id}-values`, textOf(event));
    set(listed(textOf(event)));
  }} />`;
}

/** What somebody is typing stands as they type it, as long as it says the same. */
const typed = new Map<string, string>();

function asTyped(id: string, values: readonly string[]): string {
  const text = typed.get(id) ?? '';
  return listed(text).join('\n') === values.join('\n') ? text : values.join(', ');
}

/** Of a few, any number. */
function chips(
  look: ConditionLook,
  fact: Fact,
  offered: readonly string[],
  set: (to: string[]) => void,
): TemplateResult {
  const chosen = valuesOf(look.condition);
  const turn = (value: string) =>
    set(chosen.includes(value) ? chosen.filter(one => one !== value) : [...chosen, value]);
  return html`<span class="picks" role="group" aria-label=${look.words.t('values')} id="${look.id}-values">${offered.map(
    value =>
      html`<button class="pick" type="button" aria-pressed=${String(chosen.includes(value))} aria-describedby=${look.flaw ? `${look.id}-flaw` : nothing} @click=${() => turn(value)}>${valueText(fact, value, look.words, look.names)}</button>`,
  )}</span>`;
}

function choicesOf({ condition, agents, labels, topics }: ConditionLook, fact: Fact): string[] {
  const own = valuesOf(condition);
  const with_ = (all: readonly string[]) => [...new Set([...all, ...own])];
  if (knownValues[fact]) return [...knownValues[fact]];
  if (fact === 'topic') return with_(topics);
  if (fact === 'assignee') return with_(['nobody', ...agents.map(({ id }) => id)]);
  if (fact === 'label') return with_(labels.map(({ id }) => id));
  return [];
}

function digits(currency: string): number {
  try {
    return (
      new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
      2
    );
  } catch {
    return 2;
  }
}
