import { css } from 'lit';

/** The looks of choosing what one hears of. */
export const noticesStyle = css`
  parley-preferences-view { display: block; container: prefs / inline-size; --red: light-dark(#c0362c, #ff9087); }
  .prefs { position: relative; display: grid; gap: 18px; max-inline-size: 980px; margin-inline: auto; padding: 26px 20px 40px; }
  .prefs > header h2 { font-size: 23px; font-weight: 680; letter-spacing: -0.015em; line-height: 1.25; }
  .prefs > header p { max-inline-size: 68ch; margin-block-start: 5px; color: var(--soft); text-wrap: pretty; }
  .tabs { display: flex; flex-wrap: wrap; gap: 4px; border-block-end: 1px solid var(--line); }
  .tabs button { min-block-size: 44px; max-inline-size: 100%; padding: 8px 14px; border-block-end: 2px solid transparent; margin-block-end: -1px; font-weight: 560; color: var(--soft); overflow-wrap: anywhere; }
  .tabs button:hover { color: var(--text); }
  .tabs [aria-selected='true'] { border-color: var(--accent-text); color: var(--accent-text); font-weight: 640; }
  .prefs .block { display: grid; gap: 14px; padding: 18px 20px 20px; border: 1px solid var(--line); border-radius: 16px; background: var(--bg); min-inline-size: 0; }
  .prefs .block > header h3 { font-size: 16px; font-weight: 640; }
  .prefs .hint, .prefs .block > header p { font-size: 13.5px; color: var(--soft); text-wrap: pretty; }
  .prefs .hint:empty { position: absolute; }
  parley-push-switch { display: contents; }
  parley-push-switch[hidden] { display: none; }
  .prefs .teach { padding: 14px 16px; border-radius: 12px; background: var(--sunken); color: var(--soft); text-wrap: pretty; }
  .prefs .flaw { font-size: 13.5px; font-weight: 550; color: var(--danger); }
  .prefs .bone { min-block-size: 130px; border-radius: 16px; }
  .prefs :is(input[type='time'], select), .chooser :is(input[type='time'], select) { min-inline-size: 0; min-block-size: 44px; padding: 7px 11px; border: 1px solid var(--field); border-radius: 10px; background-color: var(--bg); color: var(--text); font: inherit; }
  .prefs select { max-inline-size: 100%; }
  .button.main { border-color: transparent; background: light-dark(var(--accent), oklch(from var(--accent) 0.46 min(c, 0.11) h)); color: light-dark(var(--on-accent), #fff); }
  .button.add { justify-self: start; }
  .prefs .button, .chooser .button { min-block-size: 44px; }

  .reaches { display: flex; flex-wrap: wrap; gap: 6px 20px; font-size: 13.5px; color: var(--soft); }
  .reaches li { display: flex; gap: 7px; align-items: center; }
  .reaches .icon { inline-size: 17px; block-size: 17px; }
  .reaches strong { font-weight: 600; color: var(--text); }
  .grid-row { display: grid; grid-template-columns: minmax(170px, 1.5fr) repeat(var(--channels), minmax(0, 1fr)); gap: 4px 10px; align-items: center; padding-block: 7px; border-block-start: 1px solid var(--line); }
  .grid-row.head { border: 0; font-size: 13px; font-weight: 600; color: var(--soft); }
  .grid-row.head span { display: flex; gap: 6px; align-items: center; min-inline-size: 0; overflow-wrap: anywhere; }
  .grid-row.head .icon, .cell-channel .icon { inline-size: 17px; block-size: 17px; }
  .grid-kind { font-weight: 560; min-inline-size: 0; overflow-wrap: anywhere; }
  .grid-kind small { display: flex; gap: 5px; align-items: start; font-size: 12.5px; font-weight: 400; color: var(--soft); }
  .grid-kind small .icon { inline-size: 14px; block-size: 14px; margin-block-start: 2px; }
  .grid-cell { min-inline-size: 0; }
  .cell-channel { display: none; }
  .cadence { display: flex; gap: 4px; align-items: center; justify-content: space-between; inline-size: 100%; min-block-size: 44px; padding: 6px 8px 6px 10px; border: 1px solid var(--line); border-radius: 10px; font-size: 13.5px; line-height: 1.3; overflow-wrap: anywhere; }
  button.cadence:hover { background: var(--hover); }
  .cadence .icon { inline-size: 14px; block-size: 14px; color: var(--soft); }
  .cadence.own { border-color: var(--accent-text); font-weight: 580; }
  .cadence.is-off { color: var(--soft); }
  .cadence.locked { justify-content: flex-start; gap: 7px; border-style: dashed; background: var(--sunken); color: var(--soft); }

  .chooser { padding: 14px; min-inline-size: 320px; max-inline-size: min(400px, calc(100vw - 16px)); max-block-size: min(620px, calc(100dvh - 16px)); font-size: 14.5px; }
  .chooser fieldset { margin: 0; padding: 0; border: 0; min-inline-size: 0; }
  .chooser legend { padding: 0 2px 8px; font-weight: 640; }
  .chooser legend span { display: block; font-size: 13px; font-weight: 400; }
  .chooser .choice { display: flex; gap: 11px; align-items: center; min-block-size: 44px; padding: 4px 8px; border-radius: 10px; cursor: pointer; }
  .chooser .choice:hover { background: var(--bubble); }
  .chooser .choice:has(:focus-visible) { outline: 2px solid var(--accent-text); outline-offset: -2px; }
  .chooser .choice input { flex: none; inline-size: 18px; block-size: 18px; margin: 0; accent-color: var(--accent-text); outline: none; }
  .pace-fields { display: flex; flex-wrap: wrap; gap: 8px; padding: 2px 8px 8px 37px; }
  :host([dir='rtl']) .pace-fields { padding-inline: 37px 8px; }
  .chooser-buttons { display: flex; flex-wrap: wrap; gap: 8px; }
  .chooser-buttons .button { flex: 1 1 120px; }
  .chooser-foot { padding: 8px 2px 10px; font-size: 13.5px; color: var(--soft); }

  .spans { display: grid; gap: 10px; }
  .span { display: grid; gap: 10px; padding: 12px 14px; border-radius: 12px; background: var(--sunken); }
  .span-times { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center; }
  .span-times label { display: flex; gap: 8px; align-items: center; font-size: 14px; }
  .span-note { flex: 1; font-size: 13.5px; }
  .span-days { display: flex; flex-wrap: wrap; gap: 6px; }
  .day-pick { min-inline-size: 44px; min-block-size: 44px; padding: 4px 8px; border: 1px solid var(--field); border-radius: 12px; background: var(--bg); text-align: center; font-size: 13.5px; }
  .day-pick[aria-pressed='true'] { border-color: var(--accent-text); background: var(--accent-soft); color: var(--accent-text); font-weight: 640; }
  .week-picture { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 4px 10px; align-items: center; max-inline-size: 560px; font-size: 12px; color: var(--soft); }
  .week-strip { position: relative; block-size: 12px; border-radius: 6px; overflow: hidden; background: var(--bubble); }
  .week-strip i { position: absolute; inset-block: 0; background: light-dark(color-mix(in oklab, var(--accent) 78%, #fff), oklch(from var(--accent) 0.6 min(c, 0.11) h)); }
  .week-hours { position: relative; block-size: 14px; font-size: 11px; }
  .week-hours i { position: absolute; font-style: normal; translate: -50% 0; }
  :host([dir='rtl']) .week-hours i { translate: 50% 0; }
  .week-hours i:is(:first-child, :last-child) { translate: none; }
  .week-hours i:last-child { inset-inline: auto 0 !important; }

  .toggle { position: relative; display: inline-flex; gap: 12px; align-items: center; min-block-size: 44px; cursor: pointer; justify-self: start; }
  .toggle input { position: absolute; opacity: 0; inline-size: 44px; block-size: 24px; margin: 0; cursor: inherit; }
  .toggle i { position: relative; flex: none; inline-size: 38px; block-size: 22px; border-radius: 14px; background: light-dark(#85898e, #6a6e74); transition: background 0.15s; }
  .toggle i::before { content: ''; position: absolute; inset-block-start: 3px; inset-inline-start: 3px; inline-size: 16px; block-size: 16px; border-radius: 50%; background: #fff; transition: inset-inline-start 0.15s; }
  .toggle input:checked + i { background: light-dark(var(--accent), oklch(from var(--accent) 0.55 min(c, 0.12) h)); }
  .toggle input:checked + i::before { inset-inline-start: 19px; }
  .toggle input:focus-visible + i { outline: 2px solid var(--accent-text); outline-offset: 2px; }
  .toggle:has(:disabled) { cursor: default; opacity: 0.6; }
  .toggle small { display: block; font-size: 13px; color: var(--soft); }
  .zone { display: grid; gap: 6px; justify-items: start; }
  .zone label { font-size: 14px; font-weight: 580; }

  .rows { display: grid; }
  .rows > li { display: flex; flex-wrap: wrap; gap: 4px 14px; align-items: center; padding-block: 9px; border-block-start: 1px solid var(--line); }
  .rows > li:first-child { border: 0; }
  .rows > li > :first-child { flex: 1; min-inline-size: min(100%, 200px); overflow-wrap: anywhere; }
  .log-list { display: grid; margin: 0; padding: 0; list-style: none; }
  .log-item { display: grid; gap: 3px; padding-block: 11px; border-block-start: 1px solid var(--line); font-size: 14px; }
  .log-item:first-child { border: 0; }
  .log-head, .log-why, .log-thread { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: center; min-inline-size: 0; }
  .log-head strong { font-weight: 620; }
  .log-head time { margin-inline-start: auto; font-size: 13px; color: var(--soft); }
  .log-why { flex-wrap: nowrap; align-items: start; }
  .log-why .icon { inline-size: 17px; block-size: 17px; margin-block-start: 2px; color: var(--soft); }
  .log-thread { font-size: 13px; color: var(--soft); overflow-wrap: anywhere; }
  .log-thread bdi { min-inline-size: 0; }
  .log-steps { font-size: 13px; color: var(--soft); }
  .log-steps summary { inline-size: fit-content; min-block-size: 24px; cursor: pointer; }
  .log-steps ol { display: grid; gap: 2px; margin: 4px 0 0; padding: 0 0 0 14px; list-style: none; border-inline-start: 2px solid var(--line); }
  :host([dir='rtl']) .log-steps ol { padding: 0 14px 0 0; }
  .log-steps time { font-variant-numeric: tabular-nums; color: var(--text); }
  .chip.wait { background: var(--amber-soft); color: var(--amber); }
  .chip.off { background: var(--bubble); color: var(--text); }

  .prefs .deed { position: fixed; inset-block-end: max(22px, env(safe-area-inset-bottom)); inset-inline-start: 50%; z-index: 5; display: flex; gap: 14px; align-items: center; inline-size: max-content; max-inline-size: calc(100% - 24px); padding: 10px 16px; border-radius: 12px; background: light-dark(#26282b, #f0f1f1); color: light-dark(#fff, #18191b); font-size: 14px; translate: -50% 0; opacity: 0; visibility: hidden; transition: opacity 0.15s, visibility 0.15s; }
  :host([dir='rtl']) .prefs .deed { translate: 50% 0; }
  .prefs .deed.shown { opacity: 1; visibility: visible; }
  .prefs .deed .link { color: inherit; min-block-size: 30px; white-space: nowrap; }
  .prefs .deed :focus-visible { outline-color: currentColor; }

  parley-address-off { display: block; }
  .address-off { display: flex; flex-wrap: wrap; gap: 2px 14px; align-items: center; padding: 4px 8px 4px 20px; border-block-end: 1px solid var(--line); background: var(--amber-soft); color: var(--amber); font-size: 13.5px; font-weight: 550; }
  :host([dir='rtl']) .address-off { padding: 4px 20px 4px 8px; }
  .address-off > span { flex: 1; min-inline-size: min(100%, 200px); overflow-wrap: anywhere; }
  .address-off .icon-button { color: inherit; }

  .bell-menu .menu-item { min-block-size: 44px; }
  .bell-menu .menu-item > span { flex: 1; min-inline-size: 0; }
  .bell-menu .menu-item > .icon { visibility: hidden; }
  .bell-menu .menu-item[aria-checked='true'] > .icon { visibility: visible; color: var(--accent-text); }
  .bell-menu small { display: block; font-size: 12.5px; color: var(--soft); }
  .bell-menu .menu-item:is(:hover, :focus-visible) small { color: light-dark(#50565b, #b4b9bf); }
  .bell-menu a { text-decoration: none; border-block-start: 1px solid var(--line); border-radius: 0 0 9px 9px; }
  .bell-menu .flaw { padding: 6px 10px; font-size: 13px; color: var(--danger); }

  @container prefs (max-width: 719px) {
    .prefs { padding: 18px 14px 32px; gap: 14px; }
    .prefs .block { padding: 16px 14px; }
    .grid-row.head { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
    .grid-row { grid-template-columns: minmax(0, 1fr); gap: 8px; padding-block: 14px; }
    .grid-row:nth-child(2) { border: 0; padding-block-start: 4px; }
    .grid-cell { display: grid; grid-template-columns: 118px minmax(0, 1fr); gap: 8px; align-items: center; }
    .cell-channel { display: flex; gap: 7px; align-items: center; min-inline-size: 0; font-size: 13.5px; color: var(--soft); overflow-wrap: anywhere; }
    .chooser { min-inline-size: 0; }
  }
`;
