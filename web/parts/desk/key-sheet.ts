import { css, html, type TemplateResult } from 'lit';
import { folderKeys } from '../../kit/desk/keys';
import type { DeskTongue } from '../../kit/desk/words';
import type { DeskKey } from '../../kit/words/desk-en';
import { type KeyWord, keyWords } from '../../kit/words/keys';
import { icon } from '../icons';

const moving: [string[], DeskKey | KeyWord][] = [
  [['J', '↓'], 'keyNext'],
  [['K', '↑'], 'keyPrevious'],
  [['Enter'], 'keyOpen'],
  [['Esc'], 'keyList'],
  [[']'], 'keyNextThread'],
  [['['], 'keyPreviousThread'],
  [['X'], 'select'],
  [['Shift ↓', 'Shift ↑'], 'keyRange'],
  [['Ctrl Z'], 'keyUndo'],
  [['/'], 'search'],
  [['?'], 'keySheet'],
];

const acting: [string[], DeskKey | KeyWord][] = [
  [['E'], 'archive'],
  [['H'], 'snooze'],
  [['A'], 'assign'],
  [['S'], 'star'],
  [['L'], 'label'],
  [['P'], 'priority'],
  [['U'], 'markUnread'],
  [['I'], 'keyNote'],
  [['M'], 'keyMacros'],
  [['N'], 'noAnswer'],
  [['!'], 'markSpam'],
];

/** Every key, and the switch that turns the single ones off. */
export function keySheet({ t, main }: DeskTongue, on: boolean, turn: (on: boolean) => void): TemplateResult {
  const own = keyWords(main.locale);
  const word = (key: DeskKey | KeyWord) => (key in own ? own[key as KeyWord] : t(key as DeskKey));
  const close = (event: Event) => (event.currentTarget as HTMLElement).closest('dialog')?.close();
  const lines = (title: string, keys: [string[], DeskKey | KeyWord][]) => html`<section>
    <h3>${title}</h3>
    <dl>${keys.map(([names, key]) => html`<div><dt>${word(key)}</dt><dd>${names.map((name, i) => html`${i > 0 ? html` <span class="soft">${own.or}</span> ` : ''}<kbd>${name}</kbd>`)}</dd></div>`)}</dl>
  </section>`;
  return html`<dialog class="key-sheet" aria-label=${t('keys')} @keydown=${quiet}
    @click=${(event: Event) => event.target === event.currentTarget && close(event)}>
    <div class="key-inside">
      <header><h2>${t('keys')}</h2><button class="icon-button" type="button" aria-label=${t('close')} @click=${close}>${icon('close')}</button></header>
      <label class="switch"><input type="checkbox" .checked=${on} @change=${(event: Event) => turn((event.target as HTMLInputElement).checked)} /><span>${own.keysOn}<small class="soft">${own.keysOnHint}</small></span></label>
      <div class="key-columns">
        ${lines(own.keysMove, moving)} ${lines(own.keysAct, acting)}
        <section>
          <h3>${own.keysGo}</h3>
          <dl>${Object.entries(folderKeys).map(([key, folder]) => html`<div><dt>${t(folder)}</dt><dd><kbd>G</kbd> <kbd>${key.toUpperCase()}</kbd></dd></div>`)}</dl>
        </section>
      </div>
    </div>
  </dialog>`;
}

/** While the sheet is open its keys are only read; `?` closes it again. */
function quiet(event: KeyboardEvent): void {
  event.stopPropagation();
  if (event.key === '?') (event.currentTarget as HTMLDialogElement).close();
}

export const keySheetStyle = css`
  .key-sheet { inline-size: min(760px, calc(100vw - 24px)); max-block-size: min(680px, calc(100dvh - 24px)); padding: 0; border: 0; border-radius: 20px; background: var(--bg); color: var(--text); box-shadow: var(--shadow); }
  .key-sheet::backdrop { background: rgb(0 0 0 / 0.4); }
  .key-inside { padding: 18px 26px 26px; }
  .key-inside header { display: flex; align-items: center; justify-content: space-between; }
  .key-inside h2 { font-size: 19px; font-weight: 660; }
  .key-inside h3 { margin-block: 0 8px; font-size: 13px; font-weight: 620; color: var(--soft); }
  .switch { display: flex; gap: 12px; align-items: start; padding-block: 8px 16px; font-weight: 560; }
  .switch input { inline-size: 18px; block-size: 18px; margin-block-start: 2px; accent-color: var(--accent); }
  .switch small { display: block; font-size: 13px; font-weight: 400; }
  .key-columns { columns: 3 200px; column-gap: 30px; font-size: 13.5px; }
  .key-columns section { break-inside: avoid; padding-block-end: 14px; }
  .key-columns dl div { display: flex; gap: 10px; justify-content: space-between; align-items: center; padding-block: 3px; }
  .key-columns dd { flex: none; }
`;
