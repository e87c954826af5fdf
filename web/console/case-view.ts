import { html, nothing, type TemplateResult } from 'lit';
import { evidenceView } from './evidence-view';
import { fateField, fateOf, isWaiting, saysFate } from './held-view';
import { ladderView } from './ladder-view';
import { type NameSubject, noticesView } from './notice-view';
import { harm } from './queue-view';
import type { ConsoleTongue } from './tongue';
import type { CaseRow, CaseView } from './wire';
import type { ConsoleKey } from './words/en';

const sanctions: readonly ConsoleKey[] = [
  'warn',
  'mute',
  'pause-threads',
  'suspend',
  'close-thread',
  'freeze-thread',
  'block-pair',
];

const appealActs: readonly ConsoleKey[] = ['uphold', 'reverse'];

/** What can be done about this case, in the order of the keys. */
export function actsFor(view: CaseView): readonly ConsoleKey[] {
  if (view.appeal) return appealActs;
  const [alarm, message] = isWaiting(view)
    ? (['release', 'refuse-message'] as const)
    : (['no-violation', 'hide-message'] as const);
  return [alarm, ...sanctions, message];
}

/** False alarms: nobody is restricted, so there is nothing to explain. */
const alarms: readonly string[] = ['no-violation', 'release'];

/** What another one decided, looked at without knowing how. */
export const secondOpinion = 'second-opinion';

/** Which acts last for a while, and whether they can last for good. */
const lasting: Partial<Record<string, boolean>> = {
  mute: false,
  'pause-threads': false,
  suspend: true,
  'block-pair': true,
};

export interface Decision {
  act: string;
  facts: string;
  ground: string;
  reference: string;
  hours: number | null;
  held: string | null;
}

export interface CaseDoing {
  claim: () => void;
  letGo: () => void;
  back: () => void;
  change: (part: Partial<Decision>) => void;
  decide: () => void;
  name: NameSubject;
}

/** Right: one case; its evidence and the decision only for whoever has claimed it. */
export function caseView(
  tongue: ConsoleTongue,
  row: CaseRow,
  view: CaseView | null,
  draft: Decision,
  mayRead: boolean,
  token: string,
  wrong: string,
  doing: CaseDoing,
): TemplateResult {
  const { t } = tongue;
  const taken = row.claimedBy && !row.mine;
  return html`<section class="case" aria-labelledby="case-title">
    <button class="button back" type="button" @click=${doing.back}>${t('back')}</button>
    <h2 id="case-title" tabindex="-1">${harm(row.harm)} ${tongue.word(row.kind)}</h2>
    <p class="soft">${t('waiting', { when: tongue.when.exact(row.openedAt) })} · ${t('flags', { n: row.flags })}${row.person ? html` · <bdi>${row.person}</bdi>` : nothing}</p>
    ${wrong && !view ? html`<p class="wrong" role="alert">${wrong}</p>` : nothing}
    ${
      !mayRead
        ? html`<p class="note">${t('mayNotRead')}</p>`
        : taken
          ? html`<p class="note">${t('claimedBy', { name: row.claimedBy ?? '' })}</p>`
          : view
            ? html`<div class="buttons"><button class="button" type="button" @click=${doing.letGo}>${t('letGo')}</button></div>
                ${noticesView(tongue, view.notices, doing.name)}${evidenceView(tongue, view, token)}${decisionForm(tongue, view, draft, wrong, doing)}`
            : html`<p class="note">${t('claimHelp')}</p>
                <div class="buttons"><button class="button main" type="button" @click=${doing.claim}>${t('claim')} <kbd>C</kbd></button></div>`
    }
  </section>`;
}

function decisionForm(
  tongue: ConsoleTongue,
  view: CaseView,
  draft: Decision,
  wrong: string,
  doing: CaseDoing,
): TemplateResult {
  const { t } = tongue;
  const choices = actsFor(view);
  const blind = view.case.kind === secondOpinion;
  const reasons = !blind && draft.act !== '' && !alarms.includes(draft.act);
  const rule = reasons && !view.appeal;
  const submit = (event: Event) => {
    event.preventDefault();
    doing.decide();
  };
  const ladder = blind || view.appeal ? nothing : ladderView(tongue, view, step => doing.change({ ...step }));
  return html`${ladder}<h3>${t(blind ? 'giveOpinion' : 'decide')}</h3>${blind ? html`<p class="note">${t('opinionHelp')}</p>` : nothing}
    <form @submit=${submit} novalidate>
      <fieldset>
        <legend>${t('act')}</legend>
        ${choices.map(
          (
            act,
            index,
          ) => html`<label class="act"><input type="radio" name="act" value=${act} .checked=${draft.act === act}
            @change=${() => doing.change({ act })}><kbd aria-hidden="true">${index + 1}</kbd>${t(act)}</label>`,
        )}
      </fieldset>
      ${
        reasons
          ? html`<label class="field">${t('facts')}
              <textarea rows="4" dir="auto" maxlength="2000" required .value=${draft.facts}
                @input=${(e: Event) => doing.change({ facts: (e.target as HTMLTextAreaElement).value })}></textarea></label>`
          : nothing
      }
      ${
        rule
          ? html`<div class="two">
              <label class="field">${t('ground')}
                <select @change=${(e: Event) => doing.change({ ground: (e.target as HTMLSelectElement).value })}>
                  ${(['rule', 'law'] as const).map(ground => html`<option value=${ground} ?selected=${draft.ground === ground}>${t(ground)}</option>`)}
                </select></label>
              <label class="field">${t('reference')}
                <input dir="auto" maxlength="300" required .value=${draft.reference}
                  @input=${(e: Event) => doing.change({ reference: (e.target as HTMLInputElement).value })}></label>
              ${draft.act in lasting ? hoursField(tongue, draft, lasting[draft.act] ?? false, doing) : nothing}
            </div>`
          : nothing
      }
      ${isWaiting(view) && saysFate(draft.act) ? fateField(tongue, draft.act, draft.held, held => doing.change({ held })) : nothing}
      ${wrong ? html`<p class="wrong" role="alert">${wrong}</p>` : nothing}
      <div class="buttons"><button class="button main" type="submit" ?disabled=${draft.act === ''}>${t(blind ? 'giveOpinion' : 'save')}</button></div>
    </form>`;
}

function hoursField(
  tongue: ConsoleTongue,
  draft: Decision,
  forGood: boolean,
  doing: CaseDoing,
): TemplateResult {
  const { t } = tongue;
  const hours = draft.hours ?? (forGood ? 0 : 24);
  return html`<label class="field">${t('hours')}
    <select @change=${(e: Event) => doing.change({ hours: Number((e.target as HTMLSelectElement).value) || null })}>
      ${[1, 24, 72, 168, 720].map(n => html`<option value=${n} ?selected=${hours === n}>${n < 24 ? t('nHours', { n }) : t('nDays', { n: n / 24 })}</option>`)}
      ${forGood ? html`<option value="0" ?selected=${hours === 0}>${t('forGood')}</option>` : nothing}
    </select></label>`;
}

/** What goes to the server of a draft. */
export function decisionBody(draft: Decision, waiting: boolean): Record<string, unknown> {
  const { act, facts, ground, reference } = draft;
  if (alarms.includes(act)) return { act };
  if (appealActs.includes(act as ConsoleKey)) return { act, facts };
  const hours = act in lasting ? (draft.hours ?? (lasting[act] ? null : 24)) : null;
  return {
    act,
    facts,
    ground,
    reference,
    ...(hours === null ? {} : { hours }),
    ...(waiting && saysFate(act) ? { held: fateOf(act, draft.held) } : {}),
  };
}
