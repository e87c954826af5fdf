import { css } from 'lit';

export const consoleStyle = css`
  :host { display: grid; grid-template-rows: auto 1fr; min-block-size: 100dvh; block-size: 100dvh; }
  header { display: flex; gap: 16px; align-items: center; padding: 8px 16px; border-block-end: 1px solid var(--line); min-inline-size: 0; }
  h1 { font-weight: 700; }
  parley-console-sections { flex: 1; min-inline-size: 0; }
  .fold { display: none; }
  .places { display: flex; flex-wrap: wrap; gap: 4px; }
  .places button, .fold { min-block-size: 36px; padding: 4px 12px; border-radius: 18px; font-weight: 600; color: var(--soft); }
  .places [aria-current], .fold { background: var(--accent-soft); color: var(--accent-text); }
  main { display: grid; grid-template: minmax(0, 1fr) / minmax(0, 1fr); min-block-size: 0; overflow: auto; background: var(--bg); }
  main > * { display: grid; grid-template: minmax(0, 1fr) / minmax(0, 1fr); min-inline-size: 0; min-block-size: 0; }
  .split { display: grid; grid-template: minmax(0, 1fr) / minmax(260px, 380px) minmax(0, 1fr); min-block-size: 0; }
  .list { overflow: auto; border-inline-end: 1px solid var(--line); }
  .row { display: grid; grid-template-columns: auto 1fr auto; gap: 2px 10px; inline-size: 100%; padding: 10px 16px; border-block-end: 1px solid var(--line); }
  .row:hover { background: var(--hover); }
  .row[aria-current] { background: var(--accent-soft); }
  .row .kind { font-weight: 600; overflow-wrap: anywhere; }
  .row .under { grid-column: 2 / 4; font-size: 13px; color: var(--soft); overflow-wrap: anywhere; }
  .harm { inline-size: 34px; text-align: center; font-weight: 700; font-variant-numeric: tabular-nums; border-radius: 8px; background: var(--bubble); }
  .harm.high { background: color-mix(in oklab, var(--danger) 16%, var(--bg)); color: var(--danger); }
  .harm.mid { background: var(--amber-soft); color: var(--amber); }
  .case, .page { overflow: auto; padding: 16px 24px 40px; min-inline-size: 0; }
  .page > form { margin-block-start: 12px; }
  .page { max-inline-size: 900px; inline-size: 100%; margin-inline: auto; }
  h2 { font-size: 20px; font-weight: 700; margin-block-end: 4px; }
  h3 { font-weight: 700; margin-block: 20px 6px; }
  .empty { display: grid; place-content: center; justify-items: center; gap: 8px; padding: 40px 24px; text-align: center; color: var(--soft); max-inline-size: 46ch; margin: auto; }
  .empty strong { color: var(--text); font-size: 17px; }
  .message { padding: 8px 12px; border-radius: 10px; background: var(--bubble); margin-block: 6px; max-inline-size: 70ch; overflow-wrap: anywhere; white-space: pre-wrap; }
  .message.meant { outline: 2px solid var(--danger); }
  .message .by { display: block; font-size: 13px; color: var(--soft); white-space: normal; }
  mark { background: color-mix(in oklab, var(--danger) 24%, var(--bg)); color: inherit; border-radius: 3px; }
  blockquote { margin: 6px 0; padding-inline-start: 12px; border-inline-start: 3px solid var(--line); overflow-wrap: anywhere; white-space: pre-wrap; }
  form { display: grid; gap: 12px; max-inline-size: 70ch; }
  fieldset { border: 0; padding: 0; margin: 0; display: flex; flex-wrap: wrap; gap: 6px; }
  legend { font-weight: 700; padding: 0; margin-block-end: 6px; }
  .act { display: inline-flex; align-items: center; gap: 6px; min-block-size: 36px; padding: 4px 12px; border: 1px solid var(--field); border-radius: 18px; cursor: pointer; }
  .act:has(:checked) { background: var(--accent-soft); border-color: var(--accent-text); color: var(--accent-text); font-weight: 600; }
  label.field { display: grid; gap: 4px; font-weight: 600; }
  input:not([type='radio']), textarea, select { font: inherit; font-weight: 400; color: inherit; background: var(--bg); border: 1px solid var(--field); border-radius: 8px; padding: 8px 10px; inline-size: 100%; min-block-size: 40px; }
  .two { display: grid; grid-template-columns: repeat(auto-fit, minmax(180px, 1fr)); gap: 12px; }
  .buttons { display: flex; flex-wrap: wrap; gap: 8px; }
  .button.main { background: var(--accent); color: var(--on-accent); border-color: transparent; }
  .button[disabled] { opacity: 0.55; cursor: default; }
  .wrong { color: var(--danger); font-weight: 600; }
  .note { color: var(--soft); max-inline-size: 70ch; }
  .advice { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; justify-content: space-between; max-inline-size: 70ch; padding: 10px 12px; margin-block: 6px; border-radius: 10px; background: var(--accent-soft); overflow-wrap: anywhere; }
  .advice p { flex: 1 1 20ch; min-inline-size: 0; }
  kbd { font: 12px/1 ui-monospace, monospace; border: 1px solid var(--field); border-radius: 4px; padding: 2px 5px; }
  table { border-collapse: collapse; inline-size: 100%; font-size: 14px; }
  th, td { text-align: start; padding: 6px 10px 6px 0; border-block-end: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
  .scroll { overflow-x: auto; }
  .back { display: none; }
  dialog { border: 1px solid var(--line); border-radius: var(--radius); background: var(--bg); color: var(--text); padding: 20px 24px; }
  dialog dl { display: grid; grid-template-columns: auto 1fr; gap: 8px 16px; margin-block: 12px; }
  @media (max-width: 700px) {
    header { position: relative; justify-content: space-between; }
    h1 { display: none; }
    .fold { display: inline-flex; gap: 8px; align-items: center; max-inline-size: 100%; min-block-size: 44px; border-radius: 22px; padding-inline: 16px; }
    .fold::after { content: ''; flex: none; inline-size: 8px; block-size: 8px; margin-block-end: 4px; border: solid currentColor; border-width: 0 2px 2px 0; rotate: 45deg; }
    .fold[aria-expanded='true']::after { margin-block: 4px 0; rotate: 225deg; }
    .places { display: none; }
    .places.unfolded { display: grid; position: absolute; inset-inline: 8px; inset-block-start: calc(100% + 4px); z-index: 2; padding: 8px; border-radius: var(--radius); background: var(--bg); box-shadow: var(--shadow); }
    .places button { min-block-size: 44px; padding-inline: 16px; }
    .button.keys { min-block-size: 44px; }
    .keys span { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
    .split { grid-template: minmax(0, 1fr) / minmax(0, 1fr); }
    .split.chosen .list, .split:not(.chosen) .case { display: none; }
    .list { border: 0; }
    .case, .page { padding-inline: 16px; }
    .back { display: inline-flex; margin-block-end: 8px; }
  }
`;

export const fileStyle = css`
  :host { display: block; margin-block-start: 6px; white-space: normal; }
  .soft { display: block; font-size: 13px; color: var(--soft); overflow-wrap: anywhere; }
  .wrong { color: var(--danger); font-weight: 600; }
  .button { max-inline-size: 100%; overflow-wrap: anywhere; }
  .picture { display: block; max-inline-size: min(100%, 420px); overflow: hidden; border-radius: 10px; border: 1px solid var(--line); padding: 0; }
  .picture img { display: block; max-inline-size: 100%; filter: blur(28px); }
  .picture.clear img { filter: none; }
  .picture:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`;
