import { html, nothing, type TemplateResult } from 'lit';
import type { AwayMode } from '../../../kit/desk/settings/hours';
import type { SettingsTongue } from '../../../kit/desk/settings/words';
import { instantOf, wallOf } from '../../../kit/desk/settings/zone';
import { describedBy, field, isWhole, textOf, toggle } from './field';

export interface AwayLook {
  words: SettingsTongue;
  away: AwayMode | null;
  zone: string;
  may: boolean;
  /** What is wrong with its end. */
  flaw: string | undefined;
  change(away: AwayMode | null): void;
}

/** Closed at once, until a moment or until further notice, with a word to buyers. */
export function awayForm({ words, away, zone, may, flaw, change }: AwayLook): TemplateResult {
  const { t } = words;
  const until = { id: 'away-until', label: t('awayUntil'), hint: t('awayUntilHint'), flaw };
  const message = { id: 'away-message', label: t('awayMessage'), hint: t('awayMessageHint'), wide: true };
  return html`<section class="block" aria-label=${t('away')}>
    <header class="with-switch"><h3>${t('away')}</h3>${toggle('', away !== null, on => change(on ? { from: new Date().toISOString() } : null), { disabled: !may, name: t('away') })}</header>
    <p class="hint">${t('awayHint')}</p>
    ${
      away
        ? html`<div class="fields">
        ${field(
          until,
          html`<input id="away-until" type="datetime-local" .value=${away.until ? localText(away.until, zone) : ''} ?disabled=${!may} aria-invalid=${flaw ? 'true' : nothing} aria-describedby=${describedBy(until)}
          @input=${(event: Event) => isWhole(event) && change({ ...away, until: momentOf(textOf(event), zone) })} />`,
        )}
        ${field(
          message,
          html`<textarea id="away-message" rows="2" maxlength="500" dir="auto" .value=${away.message ?? ''} ?disabled=${!may} aria-describedby=${describedBy(message)}
          @input=${(event: Event) => change({ ...away, message: textOf(event).replace(/\n/g, ' ') })}></textarea>`,
        )}
      </div>
      ${away.message?.trim() ? html`<div class="preview"><p class="preview-head">${t('awayPreview')}</p><p class="preview-note" dir="auto">${away.message}</p></div>` : nothing}`
        : nothing
    }
  </section>`;
}

/** What a field for date and time holds, in the vendor's time zone. */
function localText(at: string, zone: string): string {
  return new Date(wallOf(Date.parse(at), zone) * 60_000).toISOString().slice(0, 16);
}

function momentOf(text: string, zone: string): string | null {
  const wall = Date.parse(`${text}:00Z`) / 60_000;
  return Number.isNaN(wall) ? null : new Date(instantOf(wall, zone)).toISOString();
}
