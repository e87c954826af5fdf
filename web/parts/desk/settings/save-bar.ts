import { html, nothing, type TemplateResult } from 'lit';
import type { SettingsTongue } from '../../../kit/desk/settings/words';

export interface SaveLook {
  words: SettingsTongue;
  dirty: boolean;
  saving: boolean;
  verb: string;
  /** Why it was not saved. */
  problem: string;
  /** Somebody else saved meanwhile: what they saved can be taken. */
  conflict: boolean;
  discard(): void;
  save(): void;
}

/** Below a page with changes: what is not saved yet, and both ways on. */
export function saveBar(look: SaveLook): TemplateResult {
  const { words, dirty, saving, problem } = look;
  const { t } = words;
  return html`<div class="save-bar ${dirty || saving ? 'shown' : ''}">
    ${
      dirty || saving
        ? html`<p class=${problem ? 'flaw' : ''} role=${problem ? 'alert' : nothing}>${problem || (saving ? t('saving') : t('unsaved'))}</p>
      <button class="button" type="button" ?disabled=${saving} @click=${look.discard}>${t(look.conflict ? 'useTheirs' : 'discard')}</button>
      <button class="button main" type="button" aria-disabled=${saving} @click=${look.save}>${saving ? html`<i class="spinner"></i>` : nothing}${look.verb}</button>`
        : nothing
    }
  </div>`;
}
