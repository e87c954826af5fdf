import { html, nothing, type TemplateResult } from 'lit';
import { type FilesAt, filesView } from './evidence-file';
import { marked } from './marked';
import type { ConsoleTongue } from './tongue';
import type { CaseView, HeldEvidence } from './wire';

/** Whether a decision has to say what becomes of a message. */
export const isWaiting = ({ held }: CaseView): boolean => held.some(({ state }) => state === 'in-review');

/** The messages in review that a case is about, with what was found in them, and what became of those that are decided. */
export function heldView(
  tongue: ConsoleTongue,
  view: CaseView,
  at: FilesAt,
): TemplateResult | typeof nothing {
  if (!view.held.length) return nothing;
  return html`<h3>${tongue.t('held')}</h3><div role="list">${view.held.map(held => one(tongue, view, held, at))}</div>`;
}

function one(tongue: ConsoleTongue, view: CaseView, held: HeldEvidence, at: FilesAt): TemplateResult {
  const { t } = tongue;
  const findings = view.flags.filter(flag => flag.held === held.id).flatMap(flag => flag.findings);
  const decided = held.decidedBy ? html` · <bdi>${held.decidedBy}</bdi>` : nothing;
  return html`<div role="listitem" class="message meant" data-held=${held.id}><span class="by"><b>${tongue.word(held.from)}</b> <bdi>${held.author}</bdi> · ${tongue.when.exact(held.at)}</span><span dir="auto">${held.text === null ? t('unread') : marked(held.text, findings)}</span><span class="by">${tongue.word(held.state)}${decided}${held.followers > 0 ? ` · ${t('followers', { n: held.followers })}` : nothing}</span>${filesView(tongue, held.attachments, at)}</div>`;
}

/** What becomes of messages in review, where the act does not say it. What could not be written is not let through. */
export function fateField(
  { t }: ConsoleTongue,
  act: string,
  fate: string | null,
  choose: (fate: string) => void,
): TemplateResult {
  const choices = mayRelease(act) ? ['refuse', 'release'] : ['refuse'];
  return html`<fieldset>
    <legend>${t('heldFate')}</legend>
    ${choices.map(
      choice => html`<label class="act"><input type="radio" name="held" value=${choice} .checked=${fateOf(act, fate) === choice}
        @change=${() => choose(choice)}>${t(choice === 'release' ? 'fateRelease' : 'fateRefuse')}</label>`,
    )}
  </fieldset>`;
}

const mayRelease = (act: string): boolean =>
  act === 'warn' || act === 'pause-threads' || act === 'hide-message';

/** Whether the form asks for it. */
export const saysFate = (act: string): boolean =>
  !['', 'no-violation', 'release', 'refuse-message', 'uphold', 'reverse'].includes(act);

export const fateOf = (act: string, fate: string | null): string => (mayRelease(act) && fate) || 'refuse';
