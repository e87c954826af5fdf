import { html, nothing, type TemplateResult } from 'lit';
import { type Obligation, type ObligationEntry, timeline } from '../../../kit/desk/settings/figures';
import type { SettingsTongue } from '../../../kit/desk/settings/words';
import type { SettingsKey } from '../../../kit/words/settings-en';
import { glyph } from './glyphs';

export interface ObligationLook {
  words: SettingsTongue;
  /** In which the vendor's day is reckoned is not known here: times are the reader's. */
  who: string;
  entry: ObligationEntry | null;
  open: boolean;
  may: boolean;
  /** Writing why it is contested. */
  contesting: boolean;
  flaw: string;
  turn(): void;
  begin(): void;
  cancel(): void;
  contest(reason: string): void;
  openThread(): void;
}

const verdicts: Record<Obligation['verdict'], [SettingsKey, string]> = {
  within: ['inTime', 'good'],
  missed: ['tooLate', 'off'],
  'left-out': ['leftOut', ''],
  unjudged: ['unjudged', ''],
  open: ['stillOwed', ''],
};

const endings: Record<NonNullable<Obligation['how']>, SettingsKey> = {
  answer: 'endAnswer',
  card: 'endCard',
  dispute: 'endDispute',
  'no-answer-needed': 'endNoAnswer',
  spam: 'endSpam',
};

const becauses: Record<Obligation['because'], SettingsKey | null> = {
  no: null,
  'no-answer-needed': 'endNoAnswer',
  spam: 'endSpam',
  contested: 'becauseContested',
};

/** One answer that was owed; opened it shows when the clock ran, why it stood still, and what it came to. */
export function obligationItem(one: Obligation, look: ObligationLook): TemplateResult {
  const { words, who, open } = look;
  const { t, main } = words;
  const [verdict, colour] = verdicts[one.verdict];
  return html`<li class="owed-item ${open ? 'open' : ''}">
    <button class="owed-head" type="button" aria-expanded=${String(open)} @click=${look.turn}>
      <span class="chip ${colour}">${t(verdict)}</span>
      <strong dir="auto">${who || t('aConversation')}</strong>
      <span class="soft">${t('openFor', { time: words.length(one.openSeconds), target: words.length(one.targetSeconds) })}</span>
      ${one.contest ? html`<span class="chip">${t(contestKey(one))}</span>` : nothing}
      <time class="soft" datetime=${one.since}>${main.when.short(one.since)}</time>${glyph('chevron')}
    </button>
    ${open && look.entry ? proof(look.entry, look) : nothing}
  </li>`;
}

function contestKey({ contest }: Obligation): SettingsKey {
  return contest?.outcome === 'excluded'
    ? 'contestWon'
    : contest?.outcome === 'kept'
      ? 'contestLost'
      : 'contestOpen';
}

function proof(entry: ObligationEntry, look: ObligationLook): TemplateResult {
  const { words, may } = look;
  const { t, main } = words;
  const { obligation } = entry;
  const { pieces, due } = timeline(entry);
  const because = becauses[obligation.because];
  const by = obligation.closedBy?.name ?? '';
  const share = (n: number) => `${Math.round(n * 10_000) / 100}%`;
  return html`<div class="proof">
    <div class="timeline" role="img" aria-label=${t('openFor', { time: words.length(obligation.openSeconds), target: words.length(obligation.targetSeconds) })}>
      ${pieces.map(({ from, until, pause }) => html`<i class=${pause ? `pause ${pause.reason}` : 'ran'} style="inset-inline-start: ${share(from)}; inline-size: ${share(until - from)}" title=${pause ? pauseText(pause, words) : t('clockRan')}></i>`)}
      ${due === null ? nothing : html`<b style="inset-inline-start: ${share(due)}" title=${t('targetHere')}></b>`}
    </div>
    <div class="timeline-ends soft"><time datetime=${entry.start}>${main.when.exact(entry.start)}</time><time datetime=${entry.end}>${main.when.exact(entry.end)}</time></div>
    <p class="legend soft"><span><i class="ran"></i>${t('clockRan')}</span><span><i class="pause"></i>${t('clockStood')}</span>${due === null ? nothing : html`<span><b></b>${t('targetHere')}</span>`}</p>
    <ol role="list" class="steps">
      <li><time class="soft" datetime=${entry.start}>${main.when.exact(entry.start)}</time><span>${t('buyerWrote')}</span></li>
      ${entry.pauses.map(pause => html`<li><time class="soft" datetime=${pause.from}>${main.when.exact(pause.from)}</time><span>${pauseText(pause, words)}</span></li>`)}
      ${entry.morePauses ? html`<li><span></span><span class="soft">${t('morePauses')}</span></li>` : nothing}
      <li><time class="soft" datetime=${entry.end}>${main.when.exact(entry.end)}</time><span>${obligation.how ? t(endings[obligation.how], { name: by }) : t('stillOwed')}</span></li>
    </ol>
    <p><strong>${t(verdicts[obligation.verdict][0])}</strong>: ${t('openFor', { time: words.length(obligation.openSeconds), target: words.length(obligation.targetSeconds) })}${because ? html` (${t(because, { name: by })})` : nothing}</p>
    ${contestPart(entry, look)}
    <div class="proof-tools"><button class="tiny" type="button" @click=${look.openThread}>${glyph('back', 'turned')}<span>${t('showThread')}</span></button>
      ${may && !obligation.contest && obligation.verdict === 'missed' && obligation.how && !look.contesting ? html`<button class="tiny" type="button" @click=${look.begin}>${glyph('warn')}<span>${t('contest')}</span></button>` : nothing}</div>
  </div>`;
}

function contestPart({ obligation }: ObligationEntry, look: ObligationLook): TemplateResult | typeof nothing {
  const { words, contesting, flaw } = look;
  const { t, main } = words;
  const { contest } = obligation;
  if (contest)
    return html`<div class="teach"><p>${t('contestedBy', { name: contest.by.name, time: main.when.exact(contest.at) })}</p>${contest.reason ? html`<p dir="auto">${t('quoted', { text: contest.reason })}</p>` : nothing}<p><strong>${t(contestKey(obligation))}</strong></p></div>`;
  if (!contesting) return nothing;
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    look.contest(
      String(new FormData(event.target as HTMLFormElement).get('reason'))
        .replace(/\s+/g, ' ')
        .trim(),
    );
  };
  return html`<form class="contest" @submit=${send}>
    <label for="contest-reason">${t('contestWhy')}</label>
    <textarea id="contest-reason" name="reason" rows="3" maxlength="1000" dir="auto" aria-invalid=${flaw ? 'true' : nothing} aria-describedby="contest-hint"></textarea>
    ${flaw ? html`<p class="flaw" role="alert">${flaw}</p>` : nothing}
    <p class="hint" id="contest-hint">${t('contestHint')}</p>
    <div class="contest-acts"><button class="button main" type="submit">${t('contest')}</button><button class="button" type="button" @click=${look.cancel}>${t('cancel')}</button></div>
  </form>`;
}

function pauseText(
  { from, until, reason, name }: ObligationEntry['pauses'][number],
  words: SettingsTongue,
): string {
  const key: SettingsKey = `pause${reason.charAt(0).toUpperCase()}${reason.slice(1)}` as 'pauseClosed';
  const seconds = (Date.parse(until) - Date.parse(from)) / 1000;
  return words.t('pausedFor', {
    why: name ? `${words.t(key)} (${name})` : words.t(key),
    time: words.length(seconds),
  });
}
