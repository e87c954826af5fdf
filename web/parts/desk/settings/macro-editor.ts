import { html, nothing, type TemplateResult } from 'lit';
import type { MacroAct } from '../../../kit/answer/wire';
import type { MacroDraft } from '../../../kit/desk/settings/shelf';
import type { ShelfTongue } from '../../../kit/desk/settings/shelf-words';
import type { TeamBook } from '../../../kit/desk/settings/team-book';
import type { ShelfKey } from '../../../kit/words/settings-shelf-en';
import { describedBy, field, textOf } from './field';
import { glyph } from './glyphs';

/** What a macro can do after its answer, in the order in which it is offered. */
export const actKeys: Record<string, ShelfKey> = {
  close: 'actClose',
  archive: 'actArchive',
  noAnswerNeeded: 'actNoAnswerNeeded',
  assign: 'actAssign',
  priority: 'actPriority',
  addLabel: 'actAddLabel',
  removeLabel: 'actRemoveLabel',
  snooze: 'actSnooze',
};

const levels = ['low', 'normal', 'high', 'urgent'] as const;

/** An act in words: "Assign to Jonas". */
export function actText(
  { t }: ShelfTongue,
  { type, agent, level, label, hours }: MacroAct,
  team: TeamBook,
): string {
  const key = actKeys[type];
  const verb = key ? t(key) : type;
  if (type === 'assign')
    return `${verb} ${agent === 'me' ? t('me') : agent ? team.name(agent) : t('nobody')}`;
  if (type === 'priority') return `${verb} ${level ? t(level) : ''}`;
  if (label) return `${verb} ${team.label(label)}`;
  if (type === 'snooze') return `${verb} ${hours ? `${hours} ${t('hours')}` : t('untilMessage')}`;
  return verb;
}

interface MacroLook {
  words: ShelfTongue;
  draft: MacroDraft;
  may: boolean;
  flaw(name: string): string | undefined;
  templates: readonly { id: string; name: string }[];
  team: TeamBook;
  change(to: MacroDraft): void;
}

/** Everything about one macro. */
export function macroEditor(look: MacroLook): TemplateResult {
  const { words, draft, may, flaw, change } = look;
  const { t } = words;
  const set = (part: Partial<MacroDraft>) => change({ ...draft, ...part });
  const line = (name: 'name' | 'shortcut', label: string, hint: string) => {
    const it = { id: `macro-${name}`, label, hint, flaw: flaw(name) };
    return field(
      it,
      html`<input id=${it.id} dir="auto" maxlength=${name === 'name' ? 80 : 40} .value=${draft[name]} ?disabled=${!may} aria-invalid=${it.flaw ? 'true' : nothing} aria-describedby=${describedBy(it)}
        @input=${(event: Event) => set({ [name]: name === 'shortcut' ? textOf(event).replace(/^\//, '').toLowerCase() : textOf(event) })} />`,
    );
  };
  const answer = { id: 'macro-template', label: t('template') };
  return html`<section class="block">
    <div class="fields">${line('name', t('name'), t('nameHint'))}${line('shortcut', t('shortcut'), '')}
    ${field(
      answer,
      html`<select id=${answer.id} ?disabled=${!may} @change=${(event: Event) => set({ template: textOf(event) || null })}>
      <option value="" ?selected=${!draft.template}>${t('noAnswer')}</option>${look.templates.map(one => html`<option value=${one.id} ?selected=${one.id === draft.template}>${one.name}</option>`)}</select>`,
    )}</div>
  </section>
  <section class="block" aria-label=${t('acts')}>
    <header><h3>${t('acts')}</h3></header>
    <ol class="macro-acts">${draft.acts.map((act, i) => actFields(look, act, i))}</ol>
    ${flaw('acts') ? html`<p class="flaw">${flaw('acts')}</p>` : nothing}
    ${
      may && draft.acts.length < 10
        ? html`<div class="macro-add" role="group" aria-label=${t('addAct')}>${Object.entries(actKeys).map(
            ([type, key]) =>
              html`<button class="pick" type="button" @click=${() => set({ acts: [...draft.acts, begun(type)] })}>${t(key)}</button>`,
          )}</div>`
        : nothing
    }
  </section>`;
}

function begun(type: string): MacroAct {
  if (type === 'assign') return { type, agent: 'me' };
  if (type === 'priority') return { type, level: 'high' };
  return { type };
}

function actFields(look: MacroLook, act: MacroAct, i: number): TemplateResult {
  const { words, draft, may, team, change, flaw } = look;
  const { t } = words;
  const key = actKeys[act.type];
  const verb = key ? t(key) : act.type;
  const put = (part: Partial<MacroAct>) =>
    change({ ...draft, acts: draft.acts.with(i, { ...act, ...part }) });
  const it = { id: `macro-act-${i}`, label: verb, quiet: true, flaw: flaw(`act ${i}`) };
  const select = (options: [string, string][], value: string, choose: (value: string) => void) =>
    field(
      it,
      html`<select id=${it.id} ?disabled=${!may} aria-invalid=${it.flaw ? 'true' : nothing} aria-describedby=${describedBy(it)} @change=${(event: Event) => choose(textOf(event))}>
      ${options.map(([id, name]) => html`<option value=${id} ?selected=${id === value}>${name}</option>`)}</select>`,
    );
  const choice =
    act.type === 'assign'
      ? select(
          [
            ['me', t('me')],
            ['', t('nobody')],
            ...team.agents.map(({ id, name }): [string, string] => [id, name]),
          ],
          act.agent ?? '',
          agent => put({ agent: agent || null }),
        )
      : act.type === 'priority'
        ? select(
            levels.map(level => [level, t(level)]),
            act.level ?? 'high',
            level => put({ level: level as (typeof levels)[number] }),
          )
        : /Label$/.test(act.type)
          ? select(
              [['', '…'], ...team.labels.map(({ id, name }): [string, string] => [id, name])],
              act.label ?? '',
              label => put({ label: label || null }),
            )
          : act.type === 'snooze'
            ? select(
                [
                  ['', t('untilMessage')],
                  ...[1, 4, 24, 72, 168].map((n): [string, string] => [String(n), `${n} ${t('hours')}`]),
                ],
                String(act.hours ?? ''),
                hours => put({ hours: hours ? Number(hours) : null }),
              )
            : nothing;
  return html`<li class="macro-act"><span>${verb}</span>${choice}
    ${may ? html`<button class="tiny" type="button" aria-label=${t('removeAct', { name: verb })} title=${t('removeAct', { name: verb })} @click=${() => change({ ...draft, acts: draft.acts.toSpliced(i, 1) })}>${glyph('close')}</button>` : nothing}</li>`;
}
