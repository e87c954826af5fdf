import { html, type TemplateResult } from 'lit';
import type { SettingsTongue } from '../../../kit/desk/settings/words';
import { zones } from '../../../kit/desk/settings/zone';
import { field, textOf } from './field';

/** Every place of the world by continent, with the time it is there. */
export function zoneField(
  words: SettingsTongue,
  zone: string,
  may: boolean,
  choose: (zone: string) => void,
): TemplateResult {
  const { t } = words;
  const now = words.moment(Date.now(), zone);
  return field(
    { id: 'time-zone', label: t('timeZone'), hint: t('timeZoneHint', { time: now }) },
    html`<select id="time-zone" ?disabled=${!may} aria-describedby="time-zone-hint" @change=${(event: Event) => choose(textOf(event))}>
      ${[...zones(zone)].map(([area, places]) => html`<optgroup label=${area}>${places.map(place => html`<option value=${place.zone} ?selected=${place.zone === zone}>${place.city} (${place.offset})</option>`)}</optgroup>`)}
    </select>`,
  );
}
