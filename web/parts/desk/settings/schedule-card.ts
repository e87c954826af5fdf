import { html, nothing, type TemplateResult } from 'lit';
import { hoursFrom, offsetOf, type Schedule } from '../../../kit/desk/settings/schedules';
import type { TemplateBook } from '../../../kit/desk/settings/template-book';
import type { SettingsTongue } from '../../../kit/desk/settings/words';
import { describedBy, field, textOf, toggle } from './field';
import { glyph } from './glyphs';
import { pick } from './rule-fields';
import { textOrTemplate } from './text-or-template';

export interface ScheduleLook {
  id: string;
  words: SettingsTongue;
  book: TemplateBook;
  schedule: Schedule;
  may: boolean;
  flaw(name: string): string | undefined;
  change(changes: Partial<Schedule>): void;
  remove(): void;
}

/** When, what, and whether it is on. */
export function scheduleCard(look: ScheduleLook): TemplateResult {
  const { id, words, schedule, may, change, book } = look;
  const { t } = words;
  const name = { id: `${id}-name`, label: t('ruleName'), flaw: look.flaw('name'), wide: true };
  const title = schedule.name.trim() || t('newScheduled');
  return html`<section class="block" aria-label=${title}>
    <header class="with-switch"><div><h3 dir="auto">${title}</h3><p class="hint" dir="auto">${whenText(schedule, words)}</p></div>${toggle('', !schedule.off, on => change({ off: !on }), { disabled: !may, name: title })}</header>
    ${
      may
        ? html`${field(name, html`<input id=${name.id} type="text" maxlength="80" dir="auto" placeholder=${t('scheduledPlaceholder')} .value=${schedule.name} aria-invalid=${name.flaw ? 'true' : nothing} aria-describedby=${describedBy(name)} @input=${(event: Event) => change({ name: textOf(event) })} />`)}
    ${whenFields(look)}`
        : nothing
    }
    ${textOrTemplate({
      id,
      words,
      book,
      template: schedule.template || null,
      text: null,
      may,
      flaw: look.flaw('template'),
      choose: template => change({ template: template ?? '' }),
      write: () => undefined,
    })}
    ${
      may
        ? html`<div class="holiday-foot"><label class="check"><input type="checkbox" .checked=${schedule.opens ?? false} @change=${(event: Event) => change({ opens: (event.target as HTMLInputElement).checked })} />${t('opensThread')}</label>
      <button class="tiny" type="button" aria-label="${t('remove')}: ${title}" @click=${look.remove}>${glyph('bin')}<span>${t('remove')}</span></button></div>`
        : nothing
    }
  </section>`;
}

function whenFields({ id, words, schedule, flaw, change }: ScheduleLook): TemplateResult {
  const { t } = words;
  const onDate = schedule.date != null;
  const { amount, unit, before } = offsetOf(schedule);
  const wrong = flaw('trigger') ?? flaw('hours');
  const word = onDate ? 'date' : 'state';
  const label = t(onDate ? 'dateLabel' : 'stateWord');
  const kinds = [
    ['', t('anyKind')],
    ['order', t('valueSubjectOrder')],
    ['booking', t('valueSubjectBooking')],
    ['request', t('valueSubjectRequest')],
  ] as const;
  return html`<div class="condition when-fields">
    ${pick(`${id}-kind`, t('factSubject'), kinds, schedule.kind ?? '', kind => change({ kind: ((kind || null) as Schedule['kind']) ?? null }))}
    ${pick(
      `${id}-trigger`,
      t('when'),
      [
        ['state', t('comesToState')],
        ['date', t('hasDate')],
      ],
      word,
      to =>
        change(
          to === 'date'
            ? { state: null, date: 'delivery', hours: -24 }
            : { date: null, state: 'shipped', hours: 0 },
        ),
    )}
    <input id="${id}-word" type="text" maxlength="40" dir="auto" list="${id}-words" aria-label=${label} placeholder=${label} .value=${(onDate ? schedule.date : schedule.state) ?? ''} aria-invalid=${wrong ? 'true' : nothing} aria-describedby=${wrong ? `${id}-when-flaw` : nothing} @input=${(event: Event) => change({ [word]: textOf(event) })} />
    <datalist id="${id}-words">${(onDate ? ['delivery', 'appointment', 'arrival', 'due'] : ['confirmed', 'shipped', 'delivered', 'completed']).map(one => html`<option value=${one}></option>`)}</datalist>
    <span class="sum"><input type="number" min="0" max="8784" inputmode="numeric" aria-label=${t('howLong')} .value=${String(amount)} @change=${(event: Event) => change({ hours: hoursFrom(Number(textOf(event)) || 0, unit, before) })} />
    ${pick(
      `${id}-unit`,
      t('howLong'),
      [
        ['hours', t('unitHours')],
        ['days', t('unitDays')],
      ],
      unit,
      to => change({ hours: hoursFrom(amount || 1, to as 'hours' | 'days', before) }),
    )}
    ${
      onDate
        ? pick(
            `${id}-side`,
            t('beforeOrAfter'),
            [
              ['before', t('before')],
              ['after', t('after')],
            ],
            before ? 'before' : 'after',
            to => change({ hours: hoursFrom(amount, unit, to === 'before') }),
          )
        : html`<span class="soft">${t('after')}</span>`
    }</span>
    ${wrong ? html`<p class="flaw" id="${id}-when-flaw">${wrong}</p>` : nothing}
  </div>`;
}

/** When it goes out, as one says it. */
export function whenText(schedule: Schedule, words: SettingsTongue): string {
  const { t } = words;
  const { amount, before } = offsetOf(schedule);
  const time = words.length(Math.abs(schedule.hours ?? 0) * 3600);
  const what = schedule.kind
    ? t(
        `valueSubject${schedule.kind.charAt(0).toUpperCase()}${schedule.kind.slice(1)}` as 'valueSubjectOrder',
      )
    : t('anyKind');
  const word = t('quoted', { text: (schedule.date ?? schedule.state ?? '').trim() || '…' });
  if (schedule.date == null) return t(amount > 0 ? 'afterState' : 'atState', { what, word, time });
  return t(amount === 0 ? 'atDate' : before ? 'beforeDate' : 'afterDate', { what, word, time });
}
