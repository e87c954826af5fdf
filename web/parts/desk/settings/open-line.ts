import { html, type TemplateResult } from 'lit';
import type { Openness } from '../../../kit/desk/settings/openness';
import type { SettingsTongue } from '../../../kit/desk/settings/words';
import { glyph } from './glyphs';

/** One sentence: open or closed, until when. `pending`: it will be so once it is published. */
export function openLine(
  words: SettingsTongue,
  { open, until, why, name = '' }: Openness,
  zone: string,
  pending: boolean,
): TemplateResult {
  const { t } = words;
  const time = until === null ? '' : words.moment(until, zone);
  const key = open
    ? until === null
      ? 'Always'
      : 'Now'
    : why === 'away'
      ? until === null
        ? 'awayForGood'
        : 'awayNow'
      : until === null
        ? 'closedForGood'
        : why === 'holiday'
          ? 'closedHoliday'
          : 'closedNow';
  const now = open ? (`open${key}` as const) : key;
  const will = `will${now.charAt(0).toUpperCase()}${now.slice(1)}` as 'willOpenNow';
  const text = t(pending ? will : (now as 'openNow'), { time, name });
  return html`<p class="open-line ${open ? 'open' : ''}" role="status">${glyph(open ? 'clock' : 'moon')}<span>${text}</span></p>`;
}
