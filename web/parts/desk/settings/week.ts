import { html, nothing, type TemplateResult } from 'lit';
import {
  clockOf,
  dayMinutes,
  isOpenAt,
  minutesOf,
  painted,
  type Span,
  spanFrom,
  weekdays,
} from '../../../kit/desk/settings/hours';
import type { SettingsTongue } from '../../../kit/desk/settings/words';
import { textOf } from './field';
import { glyph } from './glyphs';

/** Half hours under the pointer. */
const step = 30;

export interface Stroke {
  day: number;
  from: number;
  to: number;
  open: boolean;
}

export interface WeekLook {
  words: SettingsTongue;
  days: Span[][];
  may: boolean;
  stroke: Stroke | null;
  flaw(day: number, at: number): string | undefined;
  /** From the day as it is by then. */
  change(day: number, to: (spans: readonly Span[]) => Span[]): void;
  draw(stroke: Stroke | null): void;
  copy(day: number, button: HTMLElement): void;
}

/** The week: a strip of each day that is painted, and the same hours as fields. */
export function week(look: WeekLook): TemplateResult {
  return html`<div class="week">
    <div class="week-scale" aria-hidden="true"><span></span><div>${[0, 6, 12, 18, 24].map(hour => html`<i style="inset-inline-start: ${(hour / 24) * 100}%">${look.words.hour((hour % 24) * 60)}</i>`)}</div></div>
    ${weekdays.map((_, day) => dayRow(day, look))}
  </div>`;
}

function dayRow(day: number, look: WeekLook): TemplateResult {
  const { words, may } = look;
  const { t } = words;
  const spans = look.days[day] ?? [];
  const name = words.weekday(day);
  const add = () => look.change(day, now => painted(now, ...nextFree(now), true));
  return html`<div class="week-day" role="group" aria-label=${name}>
    <span class="day-name">${name}</span>
    ${strip(day, look)}
    <div class="day-hours">
      ${spans.length === 0 ? html`<span class="soft closed-day">${t('closedDay')}</span>` : nothing}
      ${spans.map((_, at) => hoursFields(day, at, spans, name, look))}
      ${
        may
          ? html`<div class="day-tools">
        <button class="tiny" type="button" aria-label=${t('addHoursOn', { day: name })} title=${t('addHours')} @click=${add}>${glyph('plus')}</button>
        ${spans.length > 0 ? html`<button class="tiny" type="button" aria-haspopup="menu" aria-label=${t('copyDayOf', { day: name })} title=${t('copyDay')} @click=${(event: Event) => look.copy(day, event.currentTarget as HTMLElement)}>${glyph('copy')}</button>` : nothing}
      </div>`
          : nothing
      }
    </div>
  </div>`;
}

/** Nine to six, or two hours after the last. */
function nextFree(spans: readonly Span[]): [number, number] {
  const last = spans.at(-1);
  if (!last) return [540, 1080];
  const from = Math.min(last.until + 60, dayMinutes - 60);
  return [from, Math.min(from + 120, dayMinutes)];
}

function hoursFields(
  day: number,
  at: number,
  spans: readonly Span[],
  name: string,
  look: WeekLook,
): TemplateResult {
  const { words, may } = look;
  const { t } = words;
  const span = spans[at] ?? { from: 0, until: 0 };
  const id = `hours-${day}-${at}`;
  const flaw = look.flaw(day, at);
  const set = (changed: Span) => look.change(day, now => now.map((one, i) => (i === at ? changed : one)));
  const time = (which: 'from' | 'until', label: string) =>
    html`<input id="${id}-${which}" type="time" required .value=${clockOf(span[which])} ?disabled=${!may} aria-label=${label}
      aria-invalid=${flaw ? 'true' : nothing} aria-describedby=${flaw ? `${id}-flaw` : nothing}
      @change=${(event: Event) => {
        const value = minutesOf(textOf(event));
        if (!Number.isNaN(value))
          set(which === 'from' ? spanFrom(value, span.until % dayMinutes) : spanFrom(span.from, value));
      }} />`;
  return html`<div class="hours-row">
    ${time('from', t('opensOn', { day: name }))}<span class="soft" aria-hidden="true">–</span>${time('until', t('closesOn', { day: name }))}
    ${span.until > dayMinutes ? html`<span class="plus-one" title=${t('nextDay')}><span aria-hidden="true">+1</span><span class="hidden">${t('nextDay')}</span></span>` : nothing}
    ${
      may
        ? html`<button class="tiny" type="button" aria-label=${t('removeHours', { from: clockOf(span.from), until: clockOf(span.until), day: name })} title=${t('remove')} @click=${() =>
            look.change(day, now => now.filter((_, i) => i !== at))}>${glyph('close')}</button>`
        : nothing
    }
    ${flaw ? html`<p class="flaw" id="${id}-flaw">${flaw}</p>` : nothing}
  </div>`;
}

/** Painted with a pointer; whoever has none uses the fields beside it. */
function strip(day: number, look: WeekLook): TemplateResult {
  const { stroke, may } = look;
  const kept = look.days[day] ?? [];
  const spans = stroke?.day === day ? strokeOver(kept, stroke) : kept;
  const before = (look.days[(day + 6) % 7] ?? []).filter(({ until }) => until > dayMinutes);
  const bar = (from: number, until: number, kind = '') =>
    html`<i class="open-bar ${kind}" style="inset-inline-start: ${(from / dayMinutes) * 100}%; inline-size: ${((until - from) / dayMinutes) * 100}%"></i>`;
  const down = (event: PointerEvent) => {
    if (!may || event.button !== 0) return;
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    const at = minuteUnder(event);
    look.draw({ day, from: at, to: at, open: !isOpenAt(kept, at) });
  };
  const move = (event: PointerEvent) => {
    if (stroke?.day === day) look.draw({ ...stroke, to: minuteUnder(event) });
  };
  const up = () => {
    if (stroke?.day !== day) return;
    look.draw(null);
    look.change(day, now => strokeOver(now, stroke));
  };
  return html`<div class="strip-day ${may ? 'paintable' : ''}" aria-hidden="true" @pointerdown=${down} @pointermove=${move} @pointerup=${up} @pointercancel=${() => look.draw(null)}>
    ${before.map(({ until }) => bar(0, until - dayMinutes, 'from-before'))}
    ${spans.map(({ from, until }) => bar(from, Math.min(until, dayMinutes), until > dayMinutes ? 'goes-on' : ''))}
  </div>`;
}

export function strokeOver(spans: readonly Span[], { from, to, open }: Stroke): Span[] {
  return painted(spans, Math.min(from, to), Math.max(from, to) + step, open);
}

function minuteUnder(event: PointerEvent): number {
  const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
  const rtl = getComputedStyle(event.currentTarget as HTMLElement).direction === 'rtl';
  const share = rtl ? (box.right - event.clientX) / box.width : (event.clientX - box.left) / box.width;
  const cell = Math.floor((Math.min(Math.max(share, 0), 0.9999) * dayMinutes) / step);
  return cell * step;
}
