import { html, nothing, type TemplateResult } from 'lit';
import type { Holiday } from '../../../kit/desk/settings/hours';
import type { SettingsTongue } from '../../../kit/desk/settings/words';
import { describedBy, field, isWhole, textOf, toggle } from './field';
import { glyph } from './glyphs';

export interface HolidaysLook {
  words: SettingsTongue;
  holidays: readonly Holiday[];
  may: boolean;
  /** The day it is at the vendor's, `2026-11-28`. */
  today: string;
  flaw(at: number, name: string): string | undefined;
  /** From the list as it is by then. */
  change(to: (holidays: readonly Holiday[]) => Holiday[]): void;
}

/** Days on which it is closed, each with a name. */
export function holidayList(look: HolidaysLook): TemplateResult {
  const { words, holidays, may, change } = look;
  const { t } = words;
  return html`<section class="block" aria-label=${t('holidays')}>
    <header><h3>${t('holidays')}</h3><p class="hint">${t('holidaysHint')}</p></header>
    ${holidays.length === 0 ? html`<p class="teach">${t('noHolidays')}</p>` : nothing}
    <ul role="list" class="holidays">${holidays.map((holiday, at) => item(holiday, at, look))}</ul>
    ${may ? html`<button class="button add" type="button" @click=${() => change(all => [...all, { name: '', date: '' }])}>${glyph('plus')}${t('addHoliday')}</button>` : nothing}
  </section>`;
}

function item(holiday: Holiday, at: number, look: HolidaysLook): TemplateResult {
  const { words, may, today } = look;
  const { t } = words;
  const id = `holiday-${at}`;
  const set = (changes: Partial<Holiday>) =>
    look.change(all => all.map((one, i) => (i === at ? { ...one, ...changes } : one)));
  const input = (
    name: 'name' | 'date' | 'lastDate' | 'from' | 'until',
    type: string,
    label: string,
    placeholder = '',
  ) => {
    const flaw = look.flaw(at, name);
    const own = { id: `${id}-${name}`, label, flaw, wide: name === 'name' };
    return field(
      own,
      html`<input id=${own.id} type=${type} maxlength=${type === 'text' ? 100 : nothing} placeholder=${placeholder || nothing} .value=${holiday[name] ?? ''} ?disabled=${!may}
        aria-invalid=${flaw ? 'true' : nothing} aria-describedby=${describedBy(own)} @input=${(event: Event) => isWhole(event) && set({ [name]: textOf(event) || (name === 'name' || name === 'date' ? '' : null) })} />`,
    );
  };
  const part = Boolean(holiday.from || holiday.until);
  const over = holiday.date !== '' && (holiday.lastDate ?? holiday.date) < today;
  return html`<li class="holiday ${over ? 'over' : ''}">
    <div class="fields">
      ${input('name', 'text', t('holidayName'), t('holidayNamePlaceholder'))}
      ${input('date', 'date', t(part ? 'oneDay' : 'firstDay'))}
      ${part ? html`${input('from', 'time', t('closedFrom'))}${input('until', 'time', t('closedUntil'))}` : input('lastDate', 'date', t('lastDay'))}
    </div>
    <div class="holiday-foot">
      ${toggle(t('partOfDay'), part, on => set(on ? { lastDate: null, from: '12:00', until: null } : { from: null, until: null }), { disabled: !may })}
      ${over ? html`<span class="chip">${t('past')}</span>` : nothing}
      ${
        may
          ? html`<button class="tiny" type="button" aria-label="${t('remove')}: ${holiday.name}" @click=${() => look.change(all => all.filter((_, i) => i !== at))}>${glyph('bin')}<span>${t('remove')}</span></button>`
          : nothing
      }
    </div>
  </li>`;
}
