import { html, nothing, type TemplateResult } from 'lit';
import { days, minutesOf } from '../../kit/notices/cadence';
import { another, mostSpans, overMidnight, quietFlaw, weekOf, withDay } from '../../kit/notices/quiet';
import type { QuietTime } from '../../kit/notices/wire';
import { clockText, dayText, type NoticesTongue } from '../../kit/notices/words';
import { textOf } from '../desk/settings/field';
import { noticeIcon } from './icons';

export interface QuietLook {
  words: NoticesTongue;
  quiet: readonly QuietTime[];
  change(quiet: QuietTime[]): void;
}

/** When it is to be quiet: spans with their days, and a picture of the week that they make. */
export function quietHours(look: QuietLook): TemplateResult {
  const { words, quiet, change } = look;
  const { t } = words;
  const flaw = quietFlaw(quiet);
  return html`${quiet.length === 0 ? html`<p class="teach">${t('quietNone')}</p>` : picture(words, quiet)}
    <ul class="spans" role="list">${quiet.map((span, at) => html`<li>${spanFields(look, span, at)}</li>`)}</ul>
    ${flaw ? html`<p class="flaw" role="alert">${t(flaw)}</p>` : nothing}
    ${quiet.length < mostSpans ? html`<button class="button add" type="button" @click=${() => change([...quiet, another(quiet)])}>${noticeIcon('plus')}${t('quietAdd')}</button>` : nothing}`;
}

function spanFields({ words, quiet, change }: QuietLook, span: QuietTime, at: number): TemplateResult {
  const { t } = words;
  const put = (changed: QuietTime) => change(quiet.map((one, i) => (i === at ? changed : one)));
  const time = (which: 'from' | 'to') => (event: Event) => {
    if (minutesOf(textOf(event)) !== null) put({ ...span, [which]: textOf(event) });
  };
  const name = { from: clockLabel(words, span.from), to: clockLabel(words, span.to) };
  return html`<div class="span" role="group" aria-label="${name.from} – ${name.to}">
    <div class="span-times">
      <label><span>${t('quietFrom')}</span><input type="time" required .value=${span.from} @change=${time('from')} /></label>
      <label><span>${t('quietTo')}</span><input type="time" required .value=${span.to} @change=${time('to')} /></label>
      <span class="soft span-note">${span.from === span.to ? t('allDay') : overMidnight(span) ? t('nextDay') : ''}</span>
      <button class="icon-button" type="button" aria-label=${t('quietRemove', name)} title=${t('quietRemove', name)} @click=${() => change(quiet.filter((_, i) => i !== at))}>${noticeIcon('trash')}</button>
    </div>
    <div class="span-days" role="group" aria-label=${t('quietDays')}>
      ${days.map(day => {
        const on = span.days.includes(day);
        return html`<button class="day-pick" type="button" aria-pressed=${on} @click=${() => put(withDay(span, day, !on))}><span aria-hidden="true">${dayText(words, day, 'short')}</span><span class="hidden">${dayText(words, day)}</span></button>`;
      })}
    </div>
  </div>`;
}

/** Small, and said in words to who does not see it. */
function picture(words: NoticesTongue, quiet: readonly QuietTime[]): TemplateResult {
  const { t } = words;
  const week = weekOf(quiet);
  const text = days
    .map((day, at) => {
      const spans = (week[at] ?? []).map(
        ({ from, to }) => `${clockText(words, from)}–${clockText(words, to % 1440)}`,
      );
      return `${dayText(words, day)} ${spans.join(', ') || t('never')}`;
    })
    .join('; ');
  const share = (minutes: number) => (minutes / 1440) * 100;
  return html`<div class="week-picture" role="img" aria-label=${t('weekPicture', { text })}>
    ${days.map(
      (day, at) =>
        html`<span class="week-name">${dayText(words, day, 'short')}</span><span class="week-strip">${(
          week[at] ?? []
        ).map(
          ({ from, to }) =>
            html`<i style="inset-inline-start: ${share(from)}%; inline-size: ${share(to - from)}%"></i>`,
        )}</span>`,
    )}
    <span></span><span class="week-hours">${[0, 6, 12, 18, 24].map(hour => html`<i style="inset-inline-start: ${share(hour * 60)}%">${hour}</i>`)}</span>
  </div>`;
}

function clockLabel(words: NoticesTongue, clock: string): string {
  return clockText(words, minutesOf(clock) ?? 0);
}
