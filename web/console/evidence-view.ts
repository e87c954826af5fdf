import { html, nothing, type TemplateResult } from 'lit';
import type { Message } from '../kit/wire';
import { type FilesAt, filesView } from './evidence-file';
import { heldView } from './held-view';
import { marked } from './marked';
import type { ConsoleTongue } from './tongue';
import type { CaseView, Finding, PersonHistory, ThreadEvidence } from './wire';

/** What a case rests on: what was found and reported, the messages, and what is known from before. */
export function evidenceView(tongue: ConsoleTongue, view: CaseView, token: string): TemplateResult {
  const { t } = tongue;
  const at = { under: `/v1/cases/${view.case.id}`, token };
  return html`
    ${view.appeal ? appeal(tongue, view.appeal) : nothing}
    ${view.flags.some(flag => flag.findings.some(f => f.length > 0)) ? html`<h3>${t('found')}</h3>${found(tongue, view)}` : nothing}
    ${said(tongue, view)}
    ${
      view.reports.length
        ? html`<h3>${t('reports')}</h3>
      ${view.reports.map(
        report => html`<p><b>${tongue.word(report.reason)}</b> · ${tongue.word(report.by)} · ${tongue.when.exact(report.at)}</p>
          ${report.words ? html`<blockquote dir="auto">${report.words}</blockquote>` : nothing}`,
      )}`
        : nothing
    }
    ${heldView(tongue, view, at)}
    ${view.threads.map(thread => threadView(tongue, view, thread, at))}
    <h3>${t('before')}</h3>
    ${view.people.map(person => history(tongue, person))}
    ${view.people.length ? nothing : html`<p class="note">${t('noBefore')}</p>`}
  `;
}

function appeal(tongue: ConsoleTongue, it: NonNullable<CaseView['appeal']>): TemplateResult {
  return html`<h3>${tongue.t('appealed', { name: it.decidedBy })}</h3>
    <p><b>${tongue.word(it.decision.act)}</b> · ${it.decision.reference} · ${tongue.when.exact(it.decision.at)}</p>
    <blockquote dir="auto">${it.decision.facts}</blockquote>
    <p class="message" dir="auto">${it.words ?? tongue.t('unread')}</p>`;
}

function found(tongue: ConsoleTongue, view: CaseView): TemplateResult {
  const rules = new Map<string, number>();
  for (const flag of view.flags)
    for (const { kind, rule, length } of flag.findings)
      if (length > 0) {
        const name = `${tongue.word(kind)} · ${rule}${flag.policy ? ` · v${flag.policy}` : ''}`;
        rules.set(name, (rules.get(name) ?? 0) + 1);
      }
  return html`<ul>${[...rules].map(([rule, n]) => html`<li>${rule}${n > 1 ? ` × ${n}` : ''}</li>`)}</ul>`;
}

function said(tongue: ConsoleTongue, view: CaseView): TemplateResult | typeof nothing {
  const all = view.flags.filter(flag => flag.said);
  if (!all.length) return nothing;
  return html`<h3>${tongue.t('saidWith')}</h3>${all.map(flag => html`<blockquote dir="auto">${flag.said}</blockquote>`)}`;
}

function threadView(
  tongue: ConsoleTongue,
  view: CaseView,
  thread: ThreadEvidence,
  at: FilesAt,
): TemplateResult {
  const meant = view.flags.filter(flag => flag.conversation === thread.conversation);
  return html`<h3>${tongue.t('conversation')} <bdi>${thread.buyer}</bdi> – <bdi>${thread.vendor}</bdi></h3>
    <div role="list">${thread.messages.map(message =>
      messageView(
        tongue,
        message,
        at,
        meant.filter(flag => flag.seq === message.seq).flatMap(flag => flag.findings),
        meant.some(flag => flag.seq === message.seq),
      ),
    )}</div>`;
}

/** A message as its readers had it, with what was found in it marked. */
export function messageView(
  tongue: ConsoleTongue,
  message: Message,
  at: FilesAt | null,
  findings: readonly Finding[] = [],
  meant = false,
): TemplateResult {
  const { t } = tongue;
  const name = message.author.agentName ?? message.author.name;
  const first = message.original ?? message.text ?? '';
  const of = (version: number) => findings.filter(f => (f.version ?? 0) === version);
  const text = message.erased
    ? t('unread')
    : message.event
      ? message.event.type.replaceAll('-', ' ')
      : marked(first, of(0));
  const edits = message.edits ?? [];
  const became = [...(message.unsentAt ? [t('unsent')] : []), ...(message.removed ? [t('removed')] : [])];
  return html`<div role="listitem" class="message ${meant ? 'meant' : ''}" data-seq=${message.seq}><span class="by"><b>${tongue.word(message.author.party)}</b> <bdi>${name}</bdi> · ${tongue.when.exact(message.at)}</span><span dir="auto">${text}</span>${edits.map(
    edit =>
      html`<span class="by">${t('editedTo')}</span><span dir="auto">${edit.text === null ? t('unread') : marked(edit.text, of(edit.version))}</span>`,
  )}${became.length ? html`<span class="by">${became.join(' · ')}</span>` : nothing}${filesView(tongue, message.attachments, at)}</div>`;
}

function history(tongue: ConsoleTongue, known: PersonHistory): TemplateResult {
  const { t } = tongue;
  return html`<p><b><bdi>${known.person}</bdi></b> · ${t('flags', { n: known.flags })}</p>
    ${
      known.decisions.length
        ? html`<ul>${known.decisions.map(
            d =>
              html`<li>${tongue.when.calendar(d.at)} · ${tongue.word(d.act)} · ${d.reference} · <bdi>${d.decidedBy}</bdi>${d.upheld === false ? ` · ${t('reverse')}` : ''}</li>`,
          )}</ul>`
        : html`<p class="note">${t('noBefore')}</p>`
    }`;
}
