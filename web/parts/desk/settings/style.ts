import { css } from 'lit';

/** The looks of the desk's pages, beside those of the desk. */
export const settingsStyle = css`
  parley-desk-page { display: block; min-inline-size: 0; min-block-size: 0; grid-column: 1 / -1; }
  .desk-page { position: relative; display: grid; grid-template: minmax(0, 1fr) / minmax(0, 1fr); block-size: 100%; --red: light-dark(#c0362c, #ff9087); }
  .desk-page .rail { display: none; }
  .page-main { display: flex; flex-direction: column; min-inline-size: 0; min-block-size: 0; }
  .page-head { display: flex; gap: 6px; align-items: center; min-block-size: 60px; padding: 8px 14px; border-block-end: 1px solid var(--line); }
  .page-head .leave.back { display: grid !important; margin: 0; }
  .page-head .folder-button { margin: 0; }
  .page-scroll { position: relative; flex: 1; min-block-size: 0; overflow: hidden auto; overscroll-behavior: contain; outline: none; scrollbar-width: thin; scrollbar-color: var(--line) transparent; container: page / inline-size; }
  .page-scroll > * { display: block; max-inline-size: 860px; min-block-size: 100%; margin-inline: auto; padding: 22px 20px 40px; }
  .page-scroll > .empty { display: flex; }
  .page-title { margin-block-end: 18px; }
  .page-title h2 { font-size: 23px; font-weight: 680; letter-spacing: -0.015em; line-height: 1.25; }
  .page-title p { max-inline-size: 68ch; margin-block-start: 5px; color: var(--soft); text-wrap: pretty; }
  .page-bones { display: grid; gap: 14px; align-content: start; }
  .page-bones .bone { block-size: 16px; }
  .page-bones .block { block-size: 130px; border-radius: 16px; }

  .sections ul { display: flex; flex-wrap: wrap; gap: 4px; margin: -6px -10px 20px; }
  .sections button { min-block-size: 36px; padding: 5px 12px; border-radius: 10px; font-size: 14px; font-weight: 560; color: var(--soft); }
  .sections button:hover { background: var(--bubble); color: var(--text); }
  .sections [aria-current] { background: var(--accent-soft); color: var(--accent-text); font-weight: 620; }

  .block { display: grid; gap: 14px; margin-block-start: 18px; padding: 18px 20px 20px; border: 1px solid var(--line); border-radius: 16px; background: var(--bg); }
  .block > header h3, .block h3 { font-size: 16px; font-weight: 640; letter-spacing: -0.005em; }
  .block > header .hint { margin-block-start: 2px; }
  .hint { font-size: 13.5px; color: var(--soft); text-wrap: pretty; }
  .teach { padding: 14px 16px; border-radius: 12px; background: var(--sunken); color: var(--soft); text-wrap: pretty; }
  .look-only { padding: 11px 16px; border-radius: 12px; background: var(--sunken); color: var(--soft); }
  .with-switch { display: flex; gap: 12px; align-items: center; justify-content: space-between; }
  .flaw { font-size: 13.5px; font-weight: 550; color: var(--danger); }
  .flaw:focus { outline: none; }
  .fields { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 170px), 1fr)); gap: 12px 14px; align-items: start; }
  .field-box { display: grid; gap: 5px; min-inline-size: 0; }
  .field-box.wide { grid-column: 1 / -1; }
  .field-box > label { font-size: 13px; font-weight: 600; }
  .page-scroll :is(input:not([type='radio'], [type='checkbox']), select, textarea) { inline-size: 100%; min-inline-size: 0; min-block-size: 40px; padding: 7px 11px; border: 1px solid var(--field); border-radius: 10px; background-color: var(--bg); color: var(--text); font: inherit; }
  .page-scroll select { appearance: none; padding-inline-end: 32px !important; background: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='%23888d93' stroke-width='2' stroke-linecap='round'%3E%3Cpath d='M6.5 9.5L12 15l5.5-5.5'/%3E%3C/svg%3E") no-repeat right 9px center / 17px; text-overflow: ellipsis; }
  :host([dir='rtl']) .page-scroll select { background-position-x: 9px; }
  .page-scroll textarea { resize: vertical; line-height: 1.45; }
  .page-scroll [aria-invalid='true']:not(p) { border-color: var(--danger); box-shadow: inset 0 0 0 1px var(--danger); }
  .page-scroll :is(input, select, textarea):disabled { border-color: var(--line); background-color: var(--sunken); color: var(--soft); opacity: 1; }
  .button.main { border-color: transparent; background: light-dark(var(--accent), oklch(from var(--accent) 0.46 min(c, 0.11) h)); color: light-dark(var(--on-accent), #fff); }
  .button.main:hover { background: color-mix(in oklab, light-dark(var(--accent), oklch(from var(--accent) 0.46 min(c, 0.11) h)) 88%, #000); }
  .button:disabled, .button[aria-disabled='true'] { opacity: 0.6; cursor: default; }
  .button.add { justify-self: start; }
  .tiny { display: inline-flex; gap: 5px; align-items: center; min-block-size: 30px; min-inline-size: 30px; padding: 3px 7px; border-radius: 8px; font-size: 13px; font-weight: 560; color: var(--soft); }
  .tiny:hover { background: var(--bubble); color: var(--text); }
  .tiny:disabled { opacity: 0.4; }
  .tiny .icon { inline-size: 15px; block-size: 15px; }

  .toggle { display: inline-flex; gap: 10px; align-items: center; min-block-size: 30px; font-size: 14px; cursor: pointer; position: relative; }
  .toggle input { position: absolute; opacity: 0; inline-size: 38px; block-size: 24px; margin: 0; cursor: inherit; }
  .toggle i { position: relative; flex: none; inline-size: 38px; block-size: 22px; border-radius: 14px; background: light-dark(#85898e, #6a6e74); transition: background 0.15s; }
  .toggle i::before { content: ''; position: absolute; inset-block-start: 3px; inset-inline-start: 3px; inline-size: 16px; block-size: 16px; border-radius: 50%; background: #fff; transition: inset-inline-start 0.15s; }
  .toggle input:checked + i { background: light-dark(var(--accent), oklch(from var(--accent) 0.55 min(c, 0.12) h)); }
  .toggle input:checked + i::before { inset-inline-start: 19px; }
  .toggle input:focus-visible + i { outline: 2px solid var(--accent-text); outline-offset: 2px; }
  .toggle:has(:disabled) { cursor: default; }
  .toggle:has(:disabled) i { opacity: 0.5; }
  .toggle > span:empty { display: none; }
  .choices { display: flex; flex-wrap: wrap; gap: 10px; }
  .choice { display: flex; flex: 1 1 260px; gap: 11px; align-items: start; padding: 11px 14px; border: 1px solid var(--line); border-radius: 12px; font-weight: 560; cursor: pointer; }
  .choice:has(:checked) { border-color: var(--accent-text); background: var(--accent-soft); }
  .choice:has(:focus-visible) { outline: 2px solid var(--accent-text); outline-offset: 2px; }
  .choice input { flex: none; inline-size: 17px; block-size: 17px; margin: 2px 0 0; accent-color: var(--accent-text); }
  .choice input:focus-visible { outline: none; }
  .choice small { display: block; font-size: 13px; font-weight: 400; }
  .choice:has(:checked) small { color: light-dark(#50565b, #b4b9bf); }

  .save-bar { position: sticky; inset-block-end: 0; z-index: 3; display: none; flex-wrap: wrap; gap: 8px; align-items: center; margin: 22px -20px -40px; padding: 12px 20px max(14px, env(safe-area-inset-bottom)); border-block-start: 1px solid var(--line); background: var(--bg); }
  .save-bar.shown { display: flex; }
  .save-bar p { flex: 1 1 180px; font-size: 14px; font-weight: 560; }
  .spinner { inline-size: 14px; block-size: 14px; border: 2px solid currentColor; border-inline-end-color: transparent; border-radius: 50%; animation: turn 0.8s linear infinite; }
  @keyframes turn { to { rotate: 1turn; } }
  .desk-page .deed { position: fixed; inset-block-end: 86px; }

  .open-line { display: flex; gap: 11px; align-items: center; padding: 12px 16px; border-radius: 14px; background: var(--bubble); font-weight: 570; }
  .open-line.open { background: var(--good-soft); color: var(--good); }
  .open-line .icon { inline-size: 19px; block-size: 19px; }
  .week { display: grid; gap: 4px; }
  .week-scale, .week-day { display: grid; grid-template-columns: 96px minmax(0, 1fr) 346px; gap: 6px 16px; align-items: start; }
  .week-scale { font-size: 11px; color: var(--soft); }
  .week-scale div { position: relative; block-size: 16px; }
  .week-scale i { position: absolute; translate: -50% 0; font-style: normal; white-space: nowrap; }
  :host([dir='rtl']) .week-scale i { translate: 50% 0; }
  .week-scale i:first-child { translate: none; }
  .week-scale i:last-child { translate: -100% 0; }
  :host([dir='rtl']) .week-scale i:first-child { translate: none; }
  :host([dir='rtl']) .week-scale i:last-child { translate: 100% 0; }
  .week-day { padding-block: 3px; }
  .day-name { padding-block-start: 6px; font-size: 14px; font-weight: 580; }
  .strip-day { position: relative; block-size: 34px; border-radius: 9px; overflow: hidden; touch-action: pan-y; background: repeating-linear-gradient(to right, transparent 0 calc(25% - 1px), var(--line) calc(25% - 1px) 25%) var(--sunken); box-shadow: inset 0 0 0 1px var(--line); }
  .strip-day.paintable { cursor: crosshair; }
  .open-bar { position: absolute; inset-block: 3px; border-radius: 7px; background: light-dark(color-mix(in oklab, var(--accent) 78%, #fff), oklch(from var(--accent) 0.6 min(c, 0.11) h)); pointer-events: none; }
  .open-bar.goes-on { border-start-end-radius: 0; border-end-end-radius: 0; }
  .open-bar.from-before { border-start-start-radius: 0; border-end-start-radius: 0; opacity: 0.45; }
  .day-hours { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 4px 8px; align-items: start; }
  .day-hours > :not(.day-tools) { grid-column: 1; }
  .day-tools { display: flex; grid-area: 1 / 2; padding-block-start: 2px; }
  .plus-one { font-size: 12.5px; font-weight: 600; color: var(--soft); }
  .closed-day { padding-block-start: 6px; font-size: 14px; }
  .hours-row { display: flex; flex-wrap: wrap; gap: 5px; align-items: center; }
  .hours-row input { inline-size: 92px !important; min-block-size: 34px !important; padding: 4px 8px !important; font-size: 14px !important; }
  .page-scroll input[type='time']::-webkit-calendar-picker-indicator { display: none; }
  .hours-row .flaw { flex-basis: 100%; }


  .holidays { display: grid; gap: 10px; }
  .holiday { display: grid; gap: 8px; padding: 14px; border-radius: 12px; background: var(--sunken); }
  .holiday .fields { grid-template-columns: minmax(0, 2fr) minmax(0, 1fr) minmax(0, 1fr); }
  .holiday:has([type='time']) .fields { grid-template-columns: minmax(0, 2fr) repeat(3, minmax(0, 1fr)); }
  .holiday .field-box.wide { grid-column: auto; }
  .holiday-foot { display: flex; gap: 12px; align-items: center; justify-content: space-between; }
  .holiday.over { opacity: 0.75; }
  .fields:has([type='datetime-local']) { grid-template-columns: minmax(0, 250px); }
  .preview { padding: 14px 16px; border: 1px solid var(--line); border-radius: 12px; }
  .preview-head { margin-block-end: 8px; font-size: 12.5px; font-weight: 600; color: var(--soft); }
  .preview-note { display: inline-block; max-inline-size: 100%; padding: 9px 14px; border-radius: 18px; border-end-start-radius: 6px; background: var(--bubble); overflow-wrap: anywhere; white-space: pre-wrap; }

  .say { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 16px; align-items: start; }
  .say-form { display: grid; gap: 10px; justify-items: start; }
  .say-form > .field-box { inline-size: 100%; }
  .preview-files { display: flex; gap: 6px; margin-block-start: 6px; font-size: 13px; color: var(--soft); overflow-wrap: anywhere; }
  .preview-files .icon { inline-size: 15px; block-size: 15px; flex: none; margin-block-start: 2px; }
  .preview .flaw, .preview .hint { margin-block-start: 8px; }
  .preview-note.blank { color: var(--soft); }
  .button.below { margin-block-start: 18px; }
  .tiny.start { justify-self: start; margin-inline-start: -7px; }

  .below { margin-block-start: 18px; }
  .rules { display: grid; gap: 8px; margin: 0; padding: 0; list-style: none; }
  .rule { padding: 12px 16px 10px 10px; border: 1px solid var(--line); border-radius: 14px; background: var(--bg); }
  :host([dir='rtl']) .rule { padding-inline: 10px 16px; }
  .rule.wrong { border-color: var(--danger); }
  .rule.editing { border-color: var(--accent-text); }
  .rule-head { display: flex; gap: 8px; align-items: start; }
  .grip { display: grid; place-items: center; flex: none; inline-size: 28px; block-size: 32px; border-radius: 8px; color: var(--soft); cursor: grab; touch-action: none; }
  .grip:hover { background: var(--bubble); }
  .grip:active { cursor: grabbing; }
  .grip .icon { stroke-width: 2.6; inline-size: 18px; }
  .rule-place { flex: none; min-inline-size: 18px; padding-block-start: 6px; font-size: 13px; font-weight: 620; color: var(--soft); font-variant-numeric: tabular-nums; }
  .rule-words { flex: 1; min-inline-size: 0; padding-block-start: 4px; }
  .rule-words h3 { display: flex; flex-wrap: wrap; gap: 4px 10px; font-size: 15px; font-weight: 620; overflow-wrap: anywhere; }
  .rule-words .hint { overflow-wrap: anywhere; }
  .rule-tools { display: flex; flex-wrap: wrap; gap: 2px; margin: 4px 0 0 62px; }
  :host([dir='rtl']) .rule-tools { margin: 4px 62px 0 0; }
  .rule-editor { display: grid; gap: 16px; margin-block-start: 12px; padding: 16px; border-radius: 12px; background: var(--sunken); }
  .rule-part { display: grid; gap: 8px; justify-items: start; }
  .rule-part h4 { margin: 0; font-size: 14px; font-weight: 660; }
  .rule-part h4::first-letter { text-transform: uppercase; }
  .rule-part > ul { display: grid; gap: 8px; inline-size: 100%; }
  .condition { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
  .condition .field-box { flex: 0 1 auto; max-inline-size: 230px; }
  .condition > input[type='number'], .sum input { inline-size: 108px !important; }
  .condition > .words { flex: 1 1 220px; inline-size: auto !important; }
  .condition > input:not(.words, [type='number']) { inline-size: 190px !important; }
  .condition > .flaw { flex-basis: 100%; }
  .condition.group p { flex: 1; }
  .sum { display: inline-flex; gap: 8px; align-items: center; font-size: 14px; }
  .picks { display: flex; flex-wrap: wrap; gap: 6px; }
  .pick { min-block-size: 34px; padding: 5px 12px; border: 1px solid var(--field); border-radius: 18px; background: var(--bg); font-size: 14px; }
  .pick:hover { background: var(--hover); }
  .pick[aria-pressed='true'] { border-color: var(--accent-text); background: var(--accent-soft); color: var(--accent-text); font-weight: 600; }
  .check { display: flex; gap: 9px; align-items: center; font-size: 14px; }
  .check input { inline-size: 17px; block-size: 17px; margin: 0; accent-color: var(--accent-text); }
  .trial { display: grid; gap: 10px; margin-block-start: 10px; padding: 12px 16px; border-radius: 12px; background: var(--sunken); font-size: 14px; }
  .trial .spinner { display: inline-block; vertical-align: -2px; }
  .trial-ask { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
  .trial-ask p { flex: 1 1 240px; }
  .examples { display: grid; gap: 1px; }
  .examples button { display: grid; grid-template-columns: minmax(0, auto) minmax(0, 1fr); gap: 0 10px; align-items: baseline; inline-size: 100%; padding: 5px 8px; margin-inline: -8px; border-radius: 8px; }
  .examples button:hover { background: var(--bubble); }
  .examples button > .soft:last-child { grid-column: 1 / -1; font-size: 13px; }
  .examples strong { font-weight: 600; }
  .deeds { display: grid; gap: 8px; margin: 0; padding: 0; list-style: none; }
  .deed-item { display: grid; gap: 4px; padding: 12px 16px; border: 1px solid var(--line); border-radius: 14px; font-size: 14px; justify-items: start; }
  .deed-head { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: baseline; inline-size: 100%; }
  .deed-head strong { font-weight: 620; }
  .deed-head time { margin-inline-start: auto; font-size: 13px; }
  .deed-item ul li::first-letter { text-transform: uppercase; }
  .narrowed { display: flex; flex-wrap: wrap; gap: 6px 14px; align-items: center; margin-block-end: 14px; }

  .page-title > .picks { flex: none; }
  .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(180px, 1fr)); gap: 10px; }
  .tile { padding: 14px 16px; border: 1px solid var(--line); border-radius: 14px; }
  .tile dt { font-size: 13px; font-weight: 570; color: var(--soft); }
  .tile strong { display: block; margin-block: 2px; font-size: 21px; font-weight: 680; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
  .row-block { grid-template-columns: minmax(0, 1fr) minmax(0, auto); align-items: center; }
  .as-seen { padding: 8px 14px; border-radius: 12px; background: var(--sunken); font-size: 14px; color: var(--soft); }
  .block-tools { display: flex; gap: 4px; }
  .chart { display: block; inline-size: 100%; block-size: auto; overflow: visible; }
  :host([dir='rtl']) .chart { direction: ltr; }
  .chart .grid { stroke: var(--line); }
  .chart .scale { fill: var(--soft); font-size: 11px; }
  .chart .hit { fill: transparent; }
  .chart g:hover .hit { fill: light-dark(rgb(0 0 0 / 0.045), rgb(255 255 255 / 0.06)); }
  .chart .within, .legend .ran, .timeline .ran { fill: var(--ran); background: var(--ran); }
  .chart, .legend, .timeline { --ran: light-dark(color-mix(in oklab, var(--accent) 78%, #fff), oklch(from var(--accent) 0.6 min(c, 0.11) h)); }
  .chart .missed { fill: url(#missed-hatch); stroke: var(--red); stroke-width: 1; }
  .missed-ground { fill: color-mix(in oklab, var(--red) 22%, var(--bg)); }
  .missed-line { stroke: var(--red); stroke-width: 2.2; }
  .legend { display: flex; flex-wrap: wrap; gap: 4px 18px; font-size: 13px; }
  .legend span { display: inline-flex; gap: 7px; align-items: center; }
  .legend i { inline-size: 13px; block-size: 13px; border-radius: 4px; }
  .legend .late { border: 1px solid var(--red); background: repeating-linear-gradient(45deg, var(--red) 0 1.5px, color-mix(in oklab, var(--red) 22%, var(--bg)) 1.5px 4px); }
  .legend .pause, .timeline .pause { background: repeating-linear-gradient(45deg, color-mix(in oklab, var(--soft) 45%, var(--bg)) 0 1.5px, var(--bubble) 1.5px 5px); }
  .legend b { inline-size: 2.5px; block-size: 14px; background: var(--red); }
  .table-box { max-block-size: 340px; overflow-y: auto; scrollbar-width: thin; }
  .block table { inline-size: 100%; border-collapse: collapse; font-size: 14px; font-variant-numeric: tabular-nums; }
  .block :is(th, td) { padding: 7px 8px; text-align: end; border-block-end: 1px solid var(--line); font-weight: 400; }
  .block :is(th, td):first-child { text-align: start; padding-inline-start: 0; }
  .block thead th { position: sticky; inset-block-start: 0; background: var(--bg); font-size: 12.5px; font-weight: 600; color: var(--soft); }
  .owed { display: grid; }
  .owed-item { border-block-start: 1px solid var(--line); }
  .owed-head { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; inline-size: 100%; padding: 10px 2px; font-size: 14px; }
  .owed-head strong { font-weight: 600; }
  .owed-head time { margin-inline-start: auto; font-size: 13px; }
  .owed-head .icon { inline-size: 15px; block-size: 15px; color: var(--soft); transition: rotate 0.15s; }
  .owed-item.open .owed-head .icon { rotate: 180deg; }
  .proof { display: grid; gap: 10px; padding: 4px 0 18px; font-size: 14px; }
  .timeline { position: relative; block-size: 26px; border-radius: 8px; background: var(--bubble); overflow: clip; overflow-clip-margin: 4px; }
  .timeline i { position: absolute; inset-block: 0; min-inline-size: 1px; }
  .timeline b { position: absolute; inset-block: -3px; inline-size: 2.5px; background: var(--red); }
  .timeline-ends { display: flex; justify-content: space-between; gap: 12px; font-size: 12px; }
  .steps { display: grid; gap: 5px; margin: 0; padding: 0; list-style: none; }
  .steps li { display: grid; grid-template-columns: minmax(0, 250px) minmax(0, 1fr); gap: 2px 14px; }
  .steps time { font-size: 13px; }
  .proof-tools { display: flex; gap: 6px; margin-inline-start: -7px; }
  .turned { rotate: 180deg; }
  .contest { display: grid; gap: 8px; }
  .contest label { font-weight: 600; }
  .contest-acts { display: flex; gap: 8px; }

  .when-fields > input { inline-size: 190px !important; }
  parley-desk-side { display: grid; gap: 14px; }
  parley-desk-side:empty { display: none; }
  .side-part h3 { margin-block-end: 6px; font-weight: 600; }
  .side-part li { display: flex; gap: 10px; align-items: center; justify-content: space-between; padding-block: 4px; font-size: 14px; }
  .side-part li > div { display: grid; min-inline-size: 0; }
  .side-part strong { font-weight: 560; overflow-wrap: anywhere; }
  .side-part .soft { font-size: 13px; }

  .members { display: grid; gap: 4px; }
  .members li { display: flex; flex-wrap: wrap; gap: 8px 14px; align-items: center; padding-block: 8px; border-block-start: 1px solid var(--line); }
  .members li:first-child { border: 0; }
  .members li > div { flex: 1; min-inline-size: min(100%, 180px); }
  .members li > .member-hours { flex-basis: 100%; padding-block: 6px 10px; }
  .member-tools { display: flex; gap: 6px; }
  .members strong { font-weight: 600; }
  .work { display: flex; flex-wrap: wrap; gap: 6px; }
  .work .tiny { padding-inline: 11px; border: 1px solid var(--line); color: var(--text); }
  .work .tiny[aria-expanded='true'] { background: var(--accent-soft); color: var(--accent-text); }
  .work-form { display: grid; gap: 10px; margin-block-start: 8px; padding: 14px; border-radius: 12px; background: var(--sunken); font-size: 14px; }
  .work-form :is(input, select, textarea) { inline-size: 100%; min-block-size: 40px; padding: 7px 11px; border: 1px solid var(--field); border-radius: 10px; background-color: var(--bg); color: var(--text); font: inherit; }
  parley-desk-work .deed { position: fixed; z-index: 6; }

  .frame.with-page { grid-template-columns: minmax(0, 1fr) !important; }
  .frame.with-page > :not(parley-desk-page) { display: none !important; }
  @container shell (min-width: 1100px) {
    .desk-page { grid-template-columns: 222px minmax(0, 1fr); }
    .desk-page .rail { display: block; overflow-y: auto; background: var(--sunken); border-inline-end: 1px solid var(--line); }
    .desk-page .rail .pages { border: 0; padding-block-start: 0; margin: 0; padding-inline: 8px; }
    .page-head { display: none; }
    .page-scroll > * { padding: 30px 36px 40px; }
    .save-bar { margin-inline: -36px; padding-inline: 36px; }
  }
  @container page (max-width: 719px) {
    .week-scale { grid-template-columns: minmax(0, 1fr); }
    .week-scale > span { display: none; }
    .week-day { position: relative; grid-template-columns: minmax(0, 1fr); padding-block: 8px 10px; border-block-start: 1px solid var(--line); }
    .block { padding: 16px; }
    .say { grid-template-columns: minmax(0, 1fr); }
    .row-block { grid-template-columns: minmax(0, 1fr); }
    .tiles { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
    .page-title.with-switch { flex-wrap: wrap; }
    .steps li { grid-template-columns: minmax(0, 1fr); }
    .block table { font-size: 13px; }
    .block :is(th, td) { padding-inline: 4px; }
    .rule-tools { margin-inline-start: 0 !important; }
    .rule-part .condition { position: relative; padding: 10px 44px 10px 10px; border-radius: 10px; background: var(--bg); }
    :host([dir='rtl']) .rule-part .condition { padding-inline: 10px 44px; }
    .condition > .tiny:last-of-type { position: absolute; inset-block-start: 10px; inset-inline-end: 6px; }
    .condition .field-box { max-inline-size: 100%; }
    .rule-editor { margin-inline: -4px -10px; padding: 14px; }
    .holiday .fields, .holiday:has([type='time']) .fields { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
    .holiday .field-box.wide { grid-column: 1 / -1; }
    .tiny { min-block-size: 36px; min-inline-size: 36px; }
    .hours-row input { min-block-size: 40px !important; }
    .day-hours { grid-template-columns: minmax(0, 1fr); }
    .day-tools { position: absolute; inset-block-start: 6px; inset-inline-end: 0; }
    .day-name { padding-block-start: 4px; min-block-size: 30px; }
  }
  @container page (max-width: 559px) {
    .save-bar p { flex-basis: 100%; }
    .save-bar .button { flex: 1; }
  }
`;
