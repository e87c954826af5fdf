import { html, type TemplateResult } from 'lit';
import { wallOf, zones } from '../../kit/desk/settings/zone';
import type { NoticePreferencesView } from '../../kit/notices/wire';
import { clockText, type NoticesTongue } from '../../kit/notices/words';
import { textOf } from '../desk/settings/field';

/** By which clock: the one that the marketplace told, or a place of the world. */
export function zoneChoice(
  words: NoticesTongue,
  { timeZone, timeZoneNow }: NoticePreferencesView,
  choose: (zone: string | null) => void,
): TemplateResult {
  const { t } = words;
  const zone = timeZone ?? timeZoneNow;
  const time = clockText(words, wallOf(Date.now(), zone) % 1440);
  const usual = t('zoneUsual', { zone: timeZone ? '…' : timeZoneNow });
  return html`<div class="zone">
    <label for="notices-zone">${t('zone')}</label>
    <select id="notices-zone" aria-describedby="notices-zone-hint" @change=${(event: Event) => choose(textOf(event) || null)}>
      <option value="" ?selected=${timeZone === null}>${timeZone ? usual.replace(/\s*\(…\)/, '') : usual}</option>
      ${[...zones(zone)].map(([area, places]) => html`<optgroup label=${area}>${places.map(place => html`<option value=${place.zone} ?selected=${place.zone === timeZone}>${place.city} (${place.offset})</option>`)}</optgroup>`)}
    </select>
    <p class="hint" id="notices-zone-hint">${t('zoneHint', { time })}</p>
  </div>`;
}
