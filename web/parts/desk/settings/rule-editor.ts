import { html, nothing, type TemplateResult } from 'lit';
import {
  actOf,
  type Conditions,
  conditionOn,
  conditionsOf,
  type Rule,
  type RuleAct,
  type RuleActType,
  ruleEvents,
  whenOf,
} from '../../../kit/desk/settings/rule';
import { eventKeys, valueText } from '../../../kit/desk/settings/rule-sentence';
import type { SettingsTongue } from '../../../kit/desk/settings/words';
import type { Priority } from '../../../kit/desk/wire';
import type { SettingsKey } from '../../../kit/words/settings-en';
import { describedBy, field, textOf } from './field';
import { glyph } from './glyphs';
import { type Choices, conditionField, pick } from './rule-fields';

export interface EditorLook extends Choices {
  id: string;
  words: SettingsTongue;
  rule: Rule;
  me: string;
  flaw(name: string): string | undefined;
  change(to: (rule: Rule) => Rule): void;
}

const acts: [RuleActType, SettingsKey][] = [
  ['priority', 'actPriority'],
  ['assign', 'actAssign'],
  ['reply', 'actReply'],
  ['label', 'actLabel'],
  ['unlabel', 'actUnlabel'],
  ['snooze', 'actSnooze'],
  ['archive', 'actArchive'],
  ['notify', 'actNotify'],
  ['route', 'actRoute'],
];

/** A rule as a sentence with fields in it: when, if, then. */
export function ruleEditor(look: EditorLook): TemplateResult {
  const { id, words, rule, change } = look;
  const { t } = words;
  const name = { id: `${id}-name`, label: t('ruleName'), flaw: look.flaw('name'), wide: true };
  return html`<div class="rule-editor">
    ${field(
      name,
      html`<input id=${name.id} type="text" maxlength="80" dir="auto" placeholder=${t('ruleNamePlaceholder')} .value=${rule.name} aria-invalid=${name.flaw ? 'true' : nothing} aria-describedby=${describedBy(name)} @input=${(
        event: Event,
      ) => {
        const text = textOf(event);
        change(now => ({ ...now, name: text }));
      }} />`,
    )}
    ${whenPart(look)} ${ifPart(look)} ${thenPart(look)}
    <label class="check"><input type="checkbox" .checked=${rule.stop ?? false} @change=${(event: Event) => {
      const stop = (event.target as HTMLInputElement).checked;
      change(now => ({ ...now, stop }));
    }} />${t('thenStop')}</label>
  </div>`;
}

function whenPart({ id, words, rule, flaw, change }: EditorLook): TemplateResult {
  const { t } = words;
  const wrong = flaw('on');
  const turn = (event: Rule['on'][number]) =>
    change(({ on, minutes, ...rest }) => {
      const to = ruleEvents.filter(one => (one === event ? !on.includes(one) : on.includes(one)));
      return { ...rest, on: to, minutes: to.includes('waiting') ? (minutes ?? 60) : null };
    });
  const late = flaw('minutes');
  return html`<div class="rule-part"><h4>${t('when')}</h4>
    <div class="picks" role="group" aria-label=${t('when')}>${ruleEvents.map(
      event =>
        html`<button class="pick" type="button" aria-pressed=${String(rule.on.includes(event))} aria-describedby=${wrong ? `${id}-on-flaw` : nothing} @click=${() => turn(event)}>${t(eventKeys[event], { time: words.length((rule.minutes ?? 60) * 60) })}</button>`,
    )}</div>
    ${wrong ? html`<p class="flaw" id="${id}-on-flaw">${wrong}</p>` : nothing}
    ${
      rule.on.includes('waiting')
        ? html`<label class="sum"><span class="soft">${t('minutes')}</span><input type="number" min="1" max="43200" inputmode="numeric" .value=${String(rule.minutes ?? '')} aria-invalid=${late ? 'true' : nothing} aria-describedby=${late ? `${id}-minutes-flaw` : nothing} @change=${(
            event: Event,
          ) => {
            const minutes = Math.round(Number(textOf(event))) || null;
            change(now => ({ ...now, minutes }));
          }} /></label>${late ? html`<p class="flaw" id="${id}-minutes-flaw">${late}</p>` : nothing}`
        : nothing
    }
  </div>`;
}

function ifPart(look: EditorLook): TemplateResult {
  const { id, words, rule, change, flaw } = look;
  const { t } = words;
  const { mode, parts } = conditionsOf(rule.when);
  const set = (to: (now: Conditions) => Conditions) =>
    change(now => ({ ...now, when: whenOf(to(conditionsOf(now.when))) }));
  return html`<div class="rule-part"><h4>${t('andIf')}</h4>
    ${
      parts.length > 1
        ? pick(
            `${id}-mode`,
            t('andIf'),
            [
              ['all', t('allHold')],
              ['any', t('anyHolds')],
            ],
            mode,
            to => set(now => ({ ...now, mode: to as 'all' | 'any' })),
          )
        : nothing
    }
    ${parts.length === 0 ? html`<p class="hint">${t('noConditions')}</p>` : nothing}
    <ul role="list">${parts.map((condition, at) =>
      conditionField({
        ...look,
        id: `${id}-when-${at}`,
        condition,
        flaw: flaw(`when.${at}`),
        change: to => set(now => ({ ...now, parts: now.parts.map((one, i) => (i === at ? to : one)) })),
        remove: () => set(now => ({ ...now, parts: now.parts.filter((_, i) => i !== at) })),
      }),
    )}</ul>
    <button class="tiny" type="button" @click=${() => set(now => ({ ...now, parts: [...now.parts, conditionOn('words')] }))}>${glyph('plus')}<span>${t('addCondition')}</span></button>
  </div>`;
}

function thenPart(look: EditorLook): TemplateResult {
  const { id, words, rule, change, flaw, me } = look;
  const { t } = words;
  const offered = acts.filter(
    ([type]) =>
      rule.do.some(act => act.type === type) ||
      (type.endsWith('label') ? look.labels.length > 0 : type !== 'route' || look.routes !== null),
  );
  const wrong = flaw('do');
  const set = (at: number, to: RuleAct | null) =>
    change(now => ({ ...now, do: now.do.flatMap((act, i) => (i === at ? (to ?? []) : act)) }));
  const next = offered.find(([type]) => !rule.do.some(act => act.type === type))?.[0] ?? 'notify';
  return html`<div class="rule-part"><h4>${t('thenDo')}</h4>
    <ul role="list">${rule.do.map((act, at) => {
      const own = `${id}-do-${at}`;
      const twice = flaw(`do.${at}`);
      return html`<li class="condition">
        ${pick(
          `${own}-type`,
          t('act'),
          offered.map(([type, key]) => [type, t(key)]),
          act.type,
          type => set(at, actOf(type as RuleActType, me)),
          twice,
        )}
        ${target(own, act, look, to => set(at, to))}
        <button class="tiny" type="button" aria-label=${t('removeAct')} title=${t('removeAct')} @click=${() => set(at, null)}>${glyph('close')}</button>
      </li>`;
    })}</ul>
    ${wrong ? html`<p class="flaw">${wrong}</p>` : nothing}
    <button class="tiny" type="button" @click=${() => change(now => ({ ...now, do: [...now.do, actOf(next, me)] }))}>${glyph('plus')}<span>${t('addAct')}</span></button>
  </div>`;
}

/** Whom, which or how long. */
function target(
  id: string,
  act: RuleAct,
  look: EditorLook,
  set: (act: RuleAct) => void,
): TemplateResult | typeof nothing {
  const { words, agents, labels, templates, names } = look;
  const { t } = words;
  const people = agents.map(({ id: person, name }) => [person, name] as const);
  switch (act.type) {
    case 'priority':
      return pick(
        `${id}-level`,
        t('level'),
        ['urgent', 'high', 'normal', 'low'].map(level => [level, valueText('priority', level, words, names)]),
        act.priority ?? '',
        level => set({ ...act, priority: level as Priority }),
      );
    case 'assign':
      return pick(
        `${id}-to`,
        t('whom'),
        [
          ...people.filter(([person]) => agents.find(one => one.id === person)?.role !== 'read-only'),
          ['', t('valueNobody')],
        ],
        act.to ?? '',
        to => set({ ...act, to: to || null }),
      );
    case 'notify':
      return pick(`${id}-to`, t('whom'), people, act.to ?? '', to => set({ ...act, to }));
    case 'reply':
      return pick(
        `${id}-template`,
        t('which'),
        templates.map(one => [one.id, one.name]),
        act.template ?? '',
        template => set({ ...act, template }),
      );
    case 'label':
    case 'unlabel':
      return pick(
        `${id}-label`,
        t('which'),
        labels.map(one => [one.id, one.name]),
        act.label ?? '',
        label => set({ ...act, label }),
      );
    case 'route':
      return pick(
        `${id}-to`,
        t('whom'),
        [
          ...(look.routes ?? []).map(({ id: vendor, name }) => [vendor, name] as const),
          ['platform', t('theMarketplace')],
        ],
        act.to ?? '',
        to => set({ ...act, to }),
      );
    case 'snooze':
      return html`<input type="number" min="1" max="2160" inputmode="numeric" aria-label=${t('hoursOf')} title=${t('hoursOf')} .value=${String(act.hours ?? '')} @change=${(event: Event) => set({ ...act, hours: Math.round(Number(textOf(event))) || null })} /><span class="soft">${t('hoursOf')}</span>`;
    default:
      return nothing;
  }
}
