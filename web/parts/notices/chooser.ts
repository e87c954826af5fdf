import { html, nothing, type TemplateResult } from 'lit';
import {
  type Cadence,
  clockOf,
  type Day,
  days,
  heldCadence,
  minutesOf,
  type Pace,
  pacesOf,
  waits,
  withPace,
} from '../../kit/notices/cadence';
import type { ChoiceView } from '../../kit/notices/wire';
import { cadenceText, dayText, type NoticesTongue, waitText } from '../../kit/notices/words';
import { textOf } from '../desk/settings/field';

const picks = {
  off: 'pickOff',
  instant: 'pickInstant',
  after: 'pickAfter',
  quarterly: 'pickQuarterly',
  hourly: 'pickHourly',
  daily: 'pickDaily',
  weekly: 'pickWeekly',
} as const;

export interface ChooserLook {
  words: NoticesTongue;
  choice: ChoiceView;
  change(cadence: Cadence): void;
  /** Gives it back to the marketplace's usual. */
  reset(): void;
  close(): void;
}

/** How often one hears of one kind by one way: every possibility in a sentence, its numbers below it once it is chosen. */
export function chooser(look: ChooserLook): TemplateResult {
  const { words, choice, change, reset, close } = look;
  const { t } = words;
  const now = heldCadence(choice);
  return html`<fieldset>
    <legend>${t(choice.kind)} <span class="soft">${t(choice.channel)}</span></legend>
    ${pacesOf(choice.kind).map(
      pace => html`<div class="pace">
        <label class="choice"><input type="radio" name="pace" value=${pace} .checked=${pace === now.pace} @change=${() => change(withPace(now, pace))} /><span>${t(picks[pace])}</span></label>
        ${pace === now.pace ? numbers(pace, now, look) : nothing}
      </div>`,
    )}
  </fieldset>
  <p class="chooser-foot" role="status">${cadenceText(words, now)}</p>
 <div class="chooser-buttons">${choice.by === 'own' ? html`<button class="button" type="button" @click=${reset}>${t('usual')}</button>` : nothing}
  <button class="button main" type="button" @click=${close}>${t('done')}</button></div>`;
}

function numbers(pace: Pace, now: Cadence, { words, change }: ChooserLook): TemplateResult | typeof nothing {
  const { t } = words;
  if (pace === 'after') {
    const all = [...new Set([...waits, now.minutes])].sort((one, other) => one - other);
    return html`<div class="pace-fields"><select aria-label=${t('wait')} @change=${(event: Event) => change({ ...now, minutes: Number(textOf(event)) })}>
      ${all.map(minutes => html`<option value=${minutes} ?selected=${minutes === now.minutes}>${waitText(words, minutes)}</option>`)}
    </select></div>`;
  }
  if (pace !== 'daily' && pace !== 'weekly') return nothing;
  const time = (event: Event) => {
    const minutes = minutesOf(textOf(event));
    if (minutes !== null) change({ ...now, minutes });
  };
  return html`<div class="pace-fields">
    ${
      pace === 'weekly'
        ? html`<select aria-label=${t('day')} @change=${(event: Event) => change({ ...now, day: textOf(event) as Day })}>
      ${days.map(day => html`<option value=${day} ?selected=${day === now.day}>${dayText(words, day)}</option>`)}
    </select>`
        : nothing
    }
    <input type="time" required aria-label=${t('time')} .value=${clockOf(now.minutes)} @change=${time} />
  </div>`;
}
