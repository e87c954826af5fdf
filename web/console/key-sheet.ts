import { html, type TemplateResult } from 'lit';
import type { ConsoleTongue } from './tongue';

/** What the keys do, over everything. */
export function keySheet({ t }: ConsoleTongue): TemplateResult {
  return html`<dialog aria-labelledby="keys-title">
    <h2 id="keys-title">${t('keys')}</h2>
    <dl>
      <dt><kbd>J</kbd> <kbd>K</kbd></dt><dd>${t('keyMove')}</dd>
      <dt><kbd>C</kbd></dt><dd>${t('keyClaim')}</dd>
      <dt><kbd>1</kbd>–<kbd>9</kbd></dt><dd>${t('keyActs')}</dd>
      <dt><kbd>?</kbd></dt><dd>${t('keyHelp')}</dd>
    </dl>
    <form method="dialog"><button class="button" type="submit">${t('close')}</button></form>
  </dialog>`;
}
