import { html, nothing, type TemplateResult } from 'lit';
import type { DryRun } from '../../../kit/desk/settings/deeds';
import type { Rule } from '../../../kit/desk/settings/rule';
import { type Names, ruleName, ruleSentence, whyText } from '../../../kit/desk/settings/rule-sentence';
import type { SettingsTongue } from '../../../kit/desk/settings/words';
import { toggle } from './field';
import { glyph } from './glyphs';

/** What came of trying a rule; `asked`: it is on its way. */
export type Trial = { state: 'asked' } | { state: 'failed'; why: string } | { state: 'done'; run: DryRun };

export interface RuleItemLook {
  words: SettingsTongue;
  names: Names;
  rule: Rule;
  place: number;
  of: number;
  may: boolean;
  wrong: boolean;
  editor: TemplateResult | null;
  trial: Trial | null;
  /** It waits for a yes: it was tried because somebody wants to switch it on. */
  asking: boolean;
  who(conversation: string): string;
  turn(on: boolean): void;
  edit(): void;
  remove(): void;
  move(to: number): void;
  grab(event: PointerEvent): void;
  attempt(): void;
  answer(yes: boolean): void;
  log(): void;
  openThread(conversation: string): void;
}

/** A rule in its place: what it says, whether it is on, and what it would have done. */
export function ruleItem(look: RuleItemLook): TemplateResult {
  const { words, rule, place, may, editor } = look;
  const { t } = words;
  const name = ruleName(rule, words) || '…';
  return html`<li class="rule ${rule.off ? 'off' : ''} ${look.wrong ? 'wrong' : ''} ${editor ? 'editing' : ''}" data-id=${rule.id ?? ''}>
    <div class="rule-head">
      ${
        may
          ? html`<button class="grip" type="button" aria-label=${t('moveRule', { name })} title="${t('moveUp')} ↑ · ${t('moveDown')} ↓" @pointerdown=${look.grab} @keydown=${(event: KeyboardEvent) => byKey(event, look)}>${glyph('grip')}</button>`
          : nothing
      }
      <span class="rule-place" aria-hidden="true">${place + 1}</span>
      <div class="rule-words">
        <h3><bdi>${name}</bdi>${rule.standard ? html` <span class="chip">${t('standardRule')}</span>` : nothing}</h3>
        <p class="hint" dir="auto">${ruleSentence(rule, words, look.names)}</p>
      </div>
      ${toggle('', !rule.off, look.turn, { disabled: !may, name })}
    </div>
    <div class="rule-tools">
      ${may && !rule.standard ? html`<button class="tiny" type="button" aria-label="${t(editor ? 'done' : 'edit')}: ${name}" aria-expanded=${String(Boolean(editor))} @click=${look.edit}>${glyph(editor ? 'check' : 'edit')}<span>${t(editor ? 'done' : 'edit')}</span></button>` : nothing}
      ${may ? html`<button class="tiny" type="button" aria-label="${t('tryRule')}: ${name}" @click=${look.attempt}>${glyph('play')}<span>${t('tryRule')}</span></button>` : nothing}
      <button class="tiny" type="button" aria-label="${t('log')}: ${name}" @click=${look.log}>${glyph('clock')}<span>${t('log')}</span></button>
      ${may && !rule.standard ? html`<button class="tiny" type="button" aria-label="${t('remove')}: ${name}" @click=${look.remove}>${glyph('bin')}<span>${t('remove')}</span></button>` : nothing}
    </div>
    ${editor ?? nothing} ${trial(look)}
  </li>`;
}

function byKey(event: KeyboardEvent, { place, move }: RuleItemLook): void {
  const to = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: Number.POSITIVE_INFINITY }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  move(to);
}

function trial(look: RuleItemLook): TemplateResult | typeof nothing {
  const { words, trial, asking, rule } = look;
  const { t } = words;
  if (!trial) return nothing;
  return html`<div class="trial" role="status">
    ${trial.state === 'asked' ? html`<p><i class="spinner"></i> ${t('trying')}</p>` : trial.state === 'failed' ? html`<p class="flaw">${trial.why}</p>` : found(trial.run, look)}
    ${
      asking && trial.state !== 'asked'
        ? html`<div class="trial-ask"><p>${t('switchOnAsk')}</p><button class="button main" type="button" aria-label="${t('switchOn')}: ${ruleName(rule, words)}" @click=${() => look.answer(true)}>${t('switchOn')}</button><button class="button" type="button" @click=${() => look.answer(false)}>${t('leaveOff')}</button></div>`
        : nothing
    }
  </div>`;
}

function found(run: DryRun, look: RuleItemLook): TemplateResult {
  const { words, names } = look;
  const { t } = words;
  const [result] = run.rules;
  if (!result?.tried) return html`<p>${t('notTried')}</p>`;
  const of = run.messages;
  return html`<p><strong>${result.matches > 0 ? t('wouldAct', { n: result.matches, of }) : t('wouldNotAct', { of })}</strong>${run.complete ? nothing : html` <span class="soft">${t('notAll', { since: run.since ? words.main.when.exact(run.since) : '' })}</span>`}</p>
    <ul role="list" class="examples">${result.examples.slice(0, 5).map(example => {
      const who = look.who(example.conversation);
      const why = example.why.map(one => whyText(one, words, names)).join('; ');
      return html`<li><button type="button" title=${t('openThread', { name: who })} @click=${() => look.openThread(example.conversation)}><strong dir="auto">${who || t('aConversation')}</strong> <time class="soft" datetime=${example.at}>${words.main.when.short(example.at)}</time><span class="soft" dir="auto">${why}</span></button></li>`;
    })}</ul>`;
}
