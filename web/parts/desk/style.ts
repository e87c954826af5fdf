import { css } from 'lit';

/** The desk's own looks, beside those of every inbox. */
export const deskStyle = css`
  parley-desk { min-inline-size: 0; block-size: 100%; }
  .desk { position: relative; display: grid; grid-template: minmax(0, 1fr) / minmax(0, 1fr); block-size: 100%; --red: light-dark(#c0362c, #ff9087); --row: 78px; }
  .desk.dense { --row: 56px; }
  .rail { display: none; }
  .desk-list { position: relative; min-inline-size: 0; }

  .desk-head { padding-block: 12px 8px; padding-inline: 20px 12px; }
  .desk-line { display: flex; gap: 8px; align-items: center; min-block-size: 40px; }
  .desk-head .desk-roles h2 { font-size: 17px; font-weight: 650; min-block-size: 36px; line-height: 36px; }
  .folder-name { display: none; flex: 1; gap: 8px; align-items: baseline; min-inline-size: 0; font-size: 17px !important; font-weight: 660; letter-spacing: -0.01em; }
  .folder-name > [dir] { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .folder-button { display: flex; flex: 0 1 auto; gap: 8px; align-items: center; min-inline-size: 0; min-block-size: 40px; margin-inline-start: -10px; padding: 4px 10px; border-radius: 12px; font-size: 16px; font-weight: 620; }
  .folder-button:hover { background: var(--bubble); }
  .folder-button > [dir] { min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .folder-button .icon { inline-size: 16px; block-size: 16px; color: var(--soft); }
  .desk-tools { display: flex; margin-inline-start: auto; }
  .desk-tools .icon-button { inline-size: 33px; block-size: 34px; border-radius: 10px; }
  .desk-tools .icon-button .icon { inline-size: 18px; block-size: 18px; }
  .icon-button.on { color: var(--accent-text); background: var(--accent-soft); }
  .bulk-acts > :last-child .icon { stroke-width: 3; }
  .place-count { flex: none; font-size: 12.5px; font-weight: 600; color: var(--soft); font-variant-numeric: tabular-nums; }

  .rail-head { display: flex; align-items: center; padding-block: 12px 4px; padding-inline: 18px 14px; min-block-size: 60px; }
  .rail-head parley-role-switch { flex: 1; }
  .rail-places { padding: 0 8px 20px; font-size: 14px; }
  .rail-places h3 { padding: 18px 12px 6px; font-size: 12px; font-weight: 600; color: var(--soft); }
  .place { display: flex; gap: 9px; align-items: center; inline-size: 100%; min-block-size: 32px; padding: 4px 9px; border-radius: 9px; }
  .place:hover { background: var(--bubble); }
  .place:focus-visible { outline-offset: -2px; }
  .place .icon { inline-size: 17px; block-size: 17px; color: var(--soft); }
  .place .dot { margin: 0 4px; }
  .place[aria-current] { background: var(--accent-soft); font-weight: 600; }
  .place[aria-current] .icon { color: var(--accent-text); }
  .place.needs .place-count { color: var(--text); }
  .place-name { flex: 1; min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .pages { margin-inline: 8px; padding: 12px 0 0; border-block-start: 1px solid var(--line); }
  .saved { position: relative; }
  .forget { position: absolute; inset-block: 4px; inset-inline-end: 6px; display: grid; place-items: center; inline-size: 24px; border-radius: 7px; color: var(--soft); opacity: 0; }
  .forget .icon { inline-size: 13px; block-size: 13px; }
  .saved:is(:hover, :focus-within) .forget { opacity: 1; }
  .forget:hover { background: var(--line); color: var(--text); }

  .filters { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; padding-block: 0 10px; padding-inline: 20px 16px; font-size: 13px; }
  .filters .link { padding-inline: 4px; color: var(--accent-text); text-decoration: none; }
  .filters .link:hover { text-decoration: underline; }
  .filter-chip { display: inline-flex; max-inline-size: 100%; border-radius: 9px; background: var(--bubble); }
  .filter-chip button { min-block-size: 28px; padding-block: 2px; padding-inline: 10px 4px; border-radius: 9px; min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .filter-chip bdi { font-weight: 600; }
  .filter-chip .remove { display: grid; place-items: center; flex: none; inline-size: 26px; padding: 0 !important; color: var(--soft); }
  .filter-chip .remove .icon { inline-size: 12px; block-size: 12px; }
  .filter-chip button:hover { background: var(--line); }
  .add-filter { display: grid; place-items: center; inline-size: 28px; block-size: 28px; border-radius: 9px; color: var(--soft); background: var(--bubble); }
  .add-filter:hover { color: var(--text); }
  .add-filter .icon { inline-size: 15px; block-size: 15px; }

  .desk-scroll { display: block; position: relative; flex: 1; min-block-size: 0; overflow: hidden auto; overscroll-behavior: contain; scrollbar-width: thin; scrollbar-color: var(--line) transparent; outline: none; overflow-anchor: none; }
  .desk-rows { position: relative; contain: layout; }
  .desk-item, .desk-more { position: absolute; inset-inline: 0; inset-block-start: 0; block-size: var(--row); contain: size layout style; padding-inline: 8px; }
  .desk-item:is(:hover, :focus-within) { z-index: 1; }
  .outline::before { content: ''; position: absolute; inset-block: 22%; inset-inline: 76px 24px; border-radius: 8px; background: linear-gradient(var(--hover) 34%, transparent 34% 60%, var(--hover) 60%); }
  .desk .row { block-size: calc(var(--row) - 2px); min-block-size: 0; gap: 14px; padding: 8px 12px; border-radius: 12px; }
  .desk .skeleton .row { block-size: var(--row); }
  .ticked .row { background: color-mix(in oklab, var(--accent) 7%, var(--bg)); }
  .desk .row > .avatar, .desk .row > .pair .thumb { inline-size: 44px; block-size: 44px; font-size: 15px; }
  .desk .pair .corner { inline-size: 24px; block-size: 24px; font-size: 9.5px; }
  .desk .row-body { gap: 0; }
  .row-who { display: flex; gap: 6px; align-items: center; }
  .row-who .row-name { min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; }
  .row-middle { gap: 6px; }
  .row-value { flex: none; font-size: 12.5px; font-weight: 600; font-variant-numeric: tabular-nums; }
  .row-star { display: grid; }
  .row-star .icon { inline-size: 14px; block-size: 14px; fill: light-dark(#d99a1b, #f0bd4d); stroke: light-dark(#a87000, #f0bd4d); }
  .desk .owes { padding: 1px 7px 1px 5px; }
  .desk .owes.calm { padding-inline: 0; background: none; color: var(--soft); font-weight: 500; }
  .desk .owes.late { background: light-dark(#fbe6e3, #451f1b); color: light-dark(#9c2118, #ffb3ab); }
  .asleep { display: inline-flex; gap: 4px; align-items: center; font-size: 12px; color: var(--soft); white-space: nowrap; }
  .asleep .icon { inline-size: 13px; block-size: 13px; }
  .row-labels { display: flex; gap: 4px; min-inline-size: 0; max-inline-size: 55%; flex: none; }
  .label-chip { display: inline-flex; gap: 5px; align-items: center; min-inline-size: 0; max-inline-size: 92px; padding: 0 7px; border: 1px solid var(--line); border-radius: 9px; font-size: 11.5px; line-height: 17px; color: var(--soft); }
  .label-chip bdi { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .dot { flex: none; inline-size: 9px; block-size: 9px; border-radius: 50%; background: var(--dot); }
  .grey { --dot: #8a8f98; } .red { --dot: #d9483b; } .orange { --dot: #e0812a; } .yellow { --dot: #cfa614; }
  .green { --dot: #3b9a57; } .teal { --dot: #1f9a94; } .blue { --dot: #4079d8; } .purple { --dot: #9460cf; }
  .assignee { display: grid; place-items: center; flex: none; inline-size: 22px; block-size: 22px; border-radius: 7px; background: var(--bubble); color: var(--soft); font-size: 10px; font-weight: 650; }
  .assignee.own { background: var(--accent-soft); color: var(--accent-text); }
  .row[aria-current] .assignee.own { background: color-mix(in oklab, var(--accent) 22%, var(--bg)); }
  .count.bare { min-inline-size: 10px; inline-size: 10px; block-size: 10px; padding: 0; }

  .priority { position: relative; display: grid; flex: none; }
  .prio { inline-size: 15px !important; block-size: 15px !important; stroke-width: 2.4; color: var(--soft); }
  .prio.urgent { color: var(--red) !important; }
  .prio.high { color: var(--amber) !important; }
  .prio .solid { fill: currentColor; stroke: none; }
  .prio .inked { stroke: var(--bg); }
  .tip { position: absolute; inset-block-start: calc(100% - 5px); inset-inline-start: 76px; z-index: 2; padding: 3px 9px; border-radius: 8px; background: var(--text); color: var(--bg); font-size: 12px; font-weight: 500; white-space: nowrap; visibility: hidden; pointer-events: none; }
  .row:focus-visible ~ .tip { visibility: visible; }

  .tick { position: absolute; inset-block: 3px; inset-inline-start: 12px; display: grid; place-items: center; inline-size: 58px; border-radius: 12px; cursor: pointer; opacity: 0; }
  .tick input { inline-size: 20px; block-size: 20px; margin: 0; accent-color: var(--accent); cursor: pointer; }
  .tick:is(:hover, :focus-within), .ticking .tick, .ticked .tick { opacity: 1; }
  .tick:is(:hover, :focus-within) { background: color-mix(in oklab, var(--bg) 86%, transparent); }
  .ticking .tick, .ticked .tick { background: none !important; }
  .ticking .row > :first-child, .ticked .row > :first-child { opacity: 0.12; }
  .row[aria-current] ~ .tick:is(:hover, :focus-within) { background: color-mix(in oklab, var(--accent-soft) 86%, transparent); }

  .row-tools { position: absolute; inset-block-start: 4px; inset-inline-end: 14px; display: flex; padding-inline: 2px; border-radius: 9px; background: light-dark(var(--bg), color-mix(in oklab, var(--text) 7%, var(--bg))); box-shadow: var(--shadow); opacity: 0; pointer-events: none; }
  .desk-item:hover .row-tools, .row-tools:focus-within, .row:focus-visible ~ .row-tools { opacity: 1; pointer-events: auto; }
  .tool-button { display: grid; place-items: center; inline-size: 28px; block-size: 24px; border-radius: 8px; color: var(--soft); }
  .tool-button:hover { background: var(--bubble); color: var(--text); }
  .tool-button .icon { inline-size: 16px; block-size: 16px; }
  .tool-button.unstar .icon { fill: light-dark(#d99a1b, #f0bd4d); stroke: light-dark(#a87000, #f0bd4d); }
  @media (hover: none) { .row-tools { display: none; } }

  .dense .row { padding-block: 4px; }
  .desk.dense .row > .avatar, .desk.dense .row > .pair .thumb { inline-size: 36px; block-size: 36px; font-size: 13px; }
  .desk.dense .pair .corner { inline-size: 20px; block-size: 20px; font-size: 8px; }
  .dense .row-line { min-block-size: 18px; }
  .dense .row-line:last-child .row-last { display: none; }
  .dense .row-body { grid-template: auto auto / minmax(0, 1fr) auto; column-gap: 8px; }
  .dense .row-body > :first-child { grid-column: 1 / -1; }
  .dense .row-body > :last-child { justify-content: end; }
  .dense .row-body > :last-child > :first-child { flex: none; }
  .dense .label-chip { border: 0; padding: 0 2px; }
  .dense .label-chip bdi { display: none; }
  .dense .tick { inline-size: 50px; }

  .bulk { position: absolute; inset-inline: 8px; inset-block-end: 10px; z-index: 3; padding: 6px 8px 8px; border-radius: 16px; background: light-dark(var(--bg), color-mix(in oklab, var(--text) 9%, var(--bg))); box-shadow: var(--shadow); font-size: 13.5px; }
  .bulk-head { display: flex; flex-wrap: wrap; gap: 2px 10px; align-items: center; min-block-size: 34px; }
  .bulk-head .icon-button { inline-size: 30px; block-size: 30px; margin-inline-end: -4px; }
  .bulk-head .icon-button .icon { inline-size: 15px; block-size: 15px; }
  .bulk-head strong { font-weight: 650; }
  .bulk .link { color: var(--accent-text); }
  .bulk-acts { display: flex; justify-content: space-between; }
  .bulk-acts .icon-button { inline-size: 33px; block-size: 34px; border-radius: 10px; }
  .bulk-acts .icon { inline-size: 18px; block-size: 18px; }
  .bulk progress { display: block; inline-size: 100%; block-size: 4px; accent-color: var(--accent); }
  .desk-list:has(.bulk) .desk-scroll { padding-block-end: 96px; }

  .deed { position: absolute; inset-block-end: 22px; inset-inline-start: 50%; z-index: 5; display: flex; gap: 14px; align-items: center; inline-size: max-content; max-inline-size: calc(100% - 24px); padding: 10px 16px; border-radius: 12px; background: light-dark(#26282b, #f0f1f1); color: light-dark(#fff, #18191b); font-size: 14px; translate: -50% 0; opacity: 0; visibility: hidden; transition: opacity 0.15s, visibility 0.15s; }
  :host([dir='rtl']) .deed { translate: 50% 0; }
  .deed.shown { opacity: 1; visibility: visible; }
  .desk:has(.bulk) .deed { inset-block-end: 110px; }
  .deed .link { display: inline-flex; gap: 8px; align-items: center; color: inherit; white-space: nowrap; }
  .deed :focus-visible { outline-color: currentColor; }
  kbd { display: inline-block; padding: 0 6px; border: 1px solid color-mix(in oklab, currentColor 32%, transparent); border-radius: 6px; font: 600 11.5px/19px var(--parley-font, system-ui, sans-serif); white-space: nowrap; }

  .menu-title { padding: 5px 10px 4px; font-size: 12px; font-weight: 600; color: var(--soft); }
  .menu-items { display: grid; overflow-y: auto; min-block-size: 0; }
  .menu-item.apart { margin-block-start: 13px; }
  .menu-item.apart::before { content: ''; position: absolute; inset-inline: 16px; margin-block-start: -47px; border-block-start: 1px solid var(--line); }
  .menu-item .assignee, .menu-item .dot { margin-inline-end: 1px; }
  .menu-item .prio { color: var(--soft); }
  .menu-hint { font-size: 13px; color: var(--soft); max-inline-size: 55%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .menu-none { padding: 10px; color: var(--soft); text-wrap: pretty; }
  .mixed { inline-size: 11px; border-block-start: 2px solid var(--soft); }
  .menu .field, .menu-form input:not([type='radio']) { inline-size: 100%; min-block-size: 38px; padding: 6px 11px; border: 1px solid var(--field); border-radius: 10px; background: var(--bg); color: var(--text); font: inherit; font-weight: 400; }
  .menu .field { flex: none; margin-block-end: 6px; }
  .menu-form { display: grid; gap: 10px; padding: 10px; font-size: 13px; font-weight: 600; }
  .menu-items + .menu-form { border-block-start: 1px solid var(--line); margin-block-start: 6px; }
  .menu-form > label { display: grid; gap: 4px; }
  .menu-form.two { grid-template-columns: 1fr 1fr; }
  .menu-form.two .button { grid-column: 1 / -1; }
  .colours { display: flex; justify-content: space-between; margin: 0; padding: 0; border: 0; }
  .colours label { position: relative; display: grid; place-items: center; inline-size: 26px; block-size: 26px; }
  .menu-form .colours input { position: absolute; inset: 0; margin: 0; appearance: none; border-radius: 50%; cursor: pointer; }
  .menu-form .colours input:checked { box-shadow: 0 0 0 2px var(--text); }
  .colours .dot { inline-size: 16px; block-size: 16px; pointer-events: none; z-index: 1; }
  .danger { justify-self: center; color: var(--danger); text-decoration: none; font-size: 13px; }
  .scopes { display: flex; gap: 18px; font-weight: 500; }
  .scopes label { display: flex; gap: 7px; align-items: center; min-block-size: 26px; }
  .scopes input { accent-color: var(--accent); }

  .desk-scroll > .empty { block-size: 100%; }
  @container shell (min-width: 1100px) {
    .desk { grid-template-columns: 222px minmax(0, 1fr); }
    .rail { display: block; overflow-y: auto; background: var(--sunken); border-inline-end: 1px solid var(--line); scrollbar-width: thin; scrollbar-color: var(--line) transparent; }
    .desk-roles, .folder-button { display: none; }
    .folder-name { display: flex; }
  }
  @container shell (max-width: 1099px) {
    .desk-head { display: grid; grid-template-columns: minmax(0, 1fr) auto; column-gap: 8px; align-items: center; }
    .desk-line { display: contents; }
    .folder-button { grid-column: 1 / -1; grid-row: 2; justify-self: start; max-inline-size: 100%; }
  }
  @container shell (max-width: 699px) {
    .desk-tools .icon-button { inline-size: 44px; block-size: 44px; }
    .folder-button { min-block-size: 44px; }
    .bulk-acts .icon-button { block-size: 44px; }
    .deed { inline-size: calc(100% - 24px); justify-content: space-between; }
    .deed kbd { display: none; }
  }
`;
