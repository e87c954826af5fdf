import { css } from 'lit';

/** The looks of what a team has beside its threads. */
export const answerStyle = css`
  parley-answering { display: block; position: relative; z-index: 3; }
  .answering { max-inline-size: 820px; margin-inline: auto; padding: 0 20px; --note: light-dark(#fff6dc, #2f2814); --note-line: light-dark(#ecd79a, #5a4a1c); --note-text: light-dark(#6b4d00, #f0cf86); --hole: light-dark(#ffe7a8, #5d4708); }
  parley-answering[data-noting] + parley-composer { display: none; }
  .answer-anchor { position: relative; }
  .answer-bar { display: flex; align-items: center; justify-content: space-between; gap: 8px; padding-block: 2px; }
  .answer-tabs { display: flex; gap: 2px; }
  .answer-tab { display: inline-flex; gap: 6px; align-items: center; min-block-size: 32px; padding: 4px 12px; border-radius: 10px; font-size: 13.5px; font-weight: 600; color: var(--soft); }
  .answer-tab .icon { inline-size: 15px; block-size: 15px; }
  .answer-tab:hover { background: var(--bubble); color: var(--text); }
  .answer-tab[aria-pressed='true'] { background: var(--accent-soft); color: var(--accent-text); }
  .answer-tab.note[aria-pressed='true'] { background: var(--note); color: var(--note-text); box-shadow: inset 0 0 0 1px var(--note-line); }
  .answer-tools { display: flex; gap: 2px; }
  .answer-tools .icon-button { inline-size: 34px; block-size: 32px; border-radius: 10px; }
  .answer-tools .icon { inline-size: 18px; block-size: 18px; }
  .answer-tools .icon-button.on { background: var(--accent-soft); color: var(--accent-text); }

  .quick { display: flex; gap: 6px; padding-block: 6px 4px; }
  .quick-reply { display: inline-flex; gap: 6px; align-items: center; flex: 0 1 auto; min-inline-size: 0; min-block-size: 34px; padding: 4px 14px; border: 1px solid color-mix(in oklab, var(--accent-text) 35%, var(--line)); border-radius: 18px; font-size: 13.5px; font-weight: 550; color: var(--accent-text); background: var(--bg); }
  .quick-reply bdi { min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .quick-reply:hover { background: var(--accent-soft); }
  .quick-reply.filled { background: var(--accent); color: var(--on-accent); border-color: transparent; }
  .quick-reply .icon, .with-files .icon { inline-size: 15px; block-size: 15px; }
  .with-files { display: inline-flex; }
  .snippet .with-files { color: var(--soft); }
  .carried { display: flex; gap: 6px; align-items: flex-start; margin-block-start: 8px !important; font-size: 13px; color: var(--soft); overflow-wrap: anywhere; }
  .carried bdi { min-inline-size: 0; }
  .carried .icon { inline-size: 15px; block-size: 15px; flex: none; margin-block-start: 2px; }
  .carry-line { display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: center; padding: 6px 14px; font-size: 13.5px; color: var(--soft); }
  .carry-line.left { color: var(--danger); }
  .carry-line .icon-button { inline-size: 30px; block-size: 30px; margin-inline-start: auto; }
  .carry-line .icon { inline-size: 16px; block-size: 16px; }

  .hole-line { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; padding-block: 6px 2px; font-size: 13px; color: var(--soft); }
  .hole { min-block-size: 26px; padding: 2px 10px; border-radius: 8px; background: var(--hole); color: light-dark(#4a3500, #fff0c9); font-weight: 600; font-size: 12.5px; }
  .hole.missing, mark.missing { background: light-dark(#fbe1de, #56201b); color: light-dark(#8c1d14, #ffc8c2); }
  .composer .field { position: relative; }
  .mirror { position: absolute; padding: 8px 0; overflow: hidden; color: transparent; line-height: 22px; white-space: pre-wrap; overflow-wrap: anywhere; pointer-events: none; user-select: none; }
  .mirror mark { background: var(--parley-hole, light-dark(#ffe7a8, #5d4708)); color: transparent; border-radius: 4px; box-shadow: 0 0 0 2px light-dark(#ffe7a8, #5d4708); }
  .mirror mark.missing { background: light-dark(#fbe1de, #56201b); box-shadow: 0 0 0 2px light-dark(#fbe1de, #56201b); color: transparent; }
  .mirror + textarea { position: relative; }

  .stale { display: flex; flex-wrap: wrap; gap: 6px 12px; align-items: center; margin-block: 8px 4px; padding: 10px 8px 10px 14px; border-radius: 14px; background: var(--amber-soft); color: var(--amber); font-size: 14px; }
  :host([dir='rtl']) .stale { padding: 10px 14px 10px 8px; }
  .stale > .icon { flex: none; }
  .stale p { flex: 1 1 220px; min-inline-size: 0; padding-inline-end: 34px; }
  .stale strong { font-weight: 650; }
  .stale-acts { display: flex; gap: 14px; align-items: center; margin-inline-start: 32px; }
  .stale { position: relative; }
  .stale .icon-button { position: absolute; inset-block-start: 6px; inset-inline-end: 6px; inline-size: 32px; block-size: 32px; color: inherit; }
  .stale .icon-button .icon { inline-size: 16px; block-size: 16px; }
  .button.small { min-block-size: 34px; padding: 5px 13px; font-size: 13.5px; }
  .button.primary { background: var(--accent); color: var(--on-accent); border-color: transparent; }
  .button.primary:disabled { background: var(--bubble); color: var(--soft); }
  [data-marked] .bubble { outline: 2.5px solid light-dark(#d99a1b, #e6b450); outline-offset: 2px; }

  .here { display: flex; gap: 8px; align-items: center; flex: 0 1 auto; min-inline-size: 0; max-inline-size: 50%; padding: 3px 12px 3px 3px; border-radius: 20px; background: var(--bubble); font-size: 13px; color: var(--soft); }
  :host([dir='rtl']) .here { padding: 3px 3px 3px 12px; }
  .here.writes { background: var(--amber-soft); color: var(--amber); font-weight: 600; }
  .here-faces { display: flex; flex: none; }
  .here-face { position: relative; }
  .here-face + .here-face { margin-inline-start: -8px; }
  .here-face .avatar { inline-size: 28px; block-size: 28px; font-size: 10.5px; box-shadow: 0 0 0 2px var(--bg); }
  .here-face i { position: absolute; inset-block-end: -3px; inset-inline-end: -3px; display: grid; place-items: center; inline-size: 15px; block-size: 15px; border-radius: 50%; background: var(--bg); color: var(--text); }
  .here-face i .icon { inline-size: 10px; block-size: 10px; stroke-width: 2.4; }
  .here-words { min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }

  .answer-panel { position: absolute; inset-block-end: 4px; inset-inline: 0; z-index: 4; display: flex; flex-direction: column; max-block-size: min(420px, 52dvh); border-radius: 16px; background: light-dark(var(--bg), color-mix(in oklab, var(--text) 6%, var(--bg))); box-shadow: var(--shadow); font-size: 14px; overflow: hidden; animation: appear 0.12s ease-out; }
  .answer-panel > .field { inline-size: auto; flex: none; margin: 10px 10px 2px; min-block-size: 40px; padding: 6px 13px; border: 1px solid var(--field); border-radius: 12px; background: var(--bg); color: var(--text); font: inherit; }
  .snippet-columns { display: grid; grid-template: minmax(0, 1fr) / minmax(0, 5fr) minmax(0, 6fr); min-block-size: 0; flex: 1; }
  .answer-panel ul { overflow-y: auto; padding: 6px; min-block-size: 0; scrollbar-width: thin; scrollbar-color: var(--line) transparent; }
  .snippet { display: grid; gap: 1px; inline-size: 100%; min-block-size: 44px; padding: 7px 10px; border-radius: 10px; cursor: pointer; align-content: center; }
  .snippet[aria-selected='true'], button.snippet:is(:hover, :focus-visible) { background: var(--accent-soft); }
  .snippet-name { display: flex; gap: 8px; align-items: center; justify-content: space-between; font-weight: 600; min-inline-size: 0; }
  .snippet-name bdi { min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .snippet-name kbd { flex: none; padding: 0 6px; border: 1px solid var(--line); border-radius: 6px; font: 600 11.5px/18px ui-monospace, monospace; color: var(--soft); }
  .snippet-start { color: var(--soft); font-size: 13px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .snippet-start b { font-weight: 600; }
  .preview { padding: 12px 16px; border-inline-start: 1px solid var(--line); overflow-y: auto; background: light-dark(var(--sunken), transparent); min-block-size: 0; }
  .preview-title { font-size: 12px; font-weight: 600; color: var(--soft); margin-block-end: 6px !important; }
  .preview-text { white-space: pre-wrap; overflow-wrap: anywhere; }
  .preview mark, .macros mark { padding: 0 5px; border-radius: 5px; background: var(--hole); color: light-dark(#4a3500, #fff0c9); font-weight: 600; }
  .preview mark.missing { background: light-dark(#fbe1de, #56201b); color: light-dark(#8c1d14, #ffc8c2); }
  .missing-line { margin-block-start: 8px !important; font-size: 13px; color: var(--danger); }
  .panel-none { padding: 16px; grid-column: 1 / -1; color: var(--text); }
  .people { inset-inline: auto; min-inline-size: 240px; inset-block-end: calc(100% + 4px); }
  .person { display: flex; gap: 10px; align-items: center; font-weight: 550; }
  .person .avatar { inline-size: 28px; block-size: 28px; font-size: 10.5px; }

  .macros { inset-inline: auto 0; inline-size: min(420px, 100%); }
  .panel-head { display: flex; gap: 6px; align-items: center; padding: 6px 6px 6px 14px; border-block-end: 1px solid var(--line); }
  :host([dir='rtl']) .panel-head { padding: 6px 14px 6px 6px; }
  .panel-head h3 { flex: 1; min-inline-size: 0; font-weight: 650; font-size: 15px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .panel-head .icon-button { inline-size: 34px; block-size: 34px; }
  .panel-head .icon-button .icon { inline-size: 17px; block-size: 17px; }
  .panel-head .leave { margin-inline-start: -8px; }
  .panel-inside { overflow-y: auto; min-block-size: 0; }
  .panel-inside form, .panel-inside > div { display: grid; gap: 12px; padding: 14px; }
  .panel-inside .preview { padding: 12px 14px; border: 0; border-radius: 12px; background: var(--bubble); }
  .acts { margin: 0; padding-inline-start: 22px; display: grid; gap: 4px; }
  .acts li::marker { color: var(--soft); font-weight: 600; }
  .blank { display: grid; gap: 4px; font-size: 13px; font-weight: 600; }
  .blank input { min-block-size: 40px; padding: 6px 12px; border: 1px solid var(--field); border-radius: 10px; background: var(--bg); color: var(--text); font: inherit; font-size: 15px; font-weight: 400; }
  .report { display: grid; gap: 8px; padding: 0 !important; }
  .report li { display: flex; gap: 9px; align-items: start; }
  .report .icon { inline-size: 18px; block-size: 18px; margin-block-start: 1px; }
  .report .ok .icon { color: var(--good); }
  .report .off { color: var(--danger); }

  .team-note { align-self: center; inline-size: min(100%, 600px); margin-block: 4px 16px; padding: 10px 14px; border: 1px solid light-dark(#ecd79a, #5a4a1c); border-radius: 14px; background: light-dark(#fff6dc, #2f2814); font-size: 14px; }
  .team-note.to-me { border-inline-start-width: 4px; border-inline-start-color: light-dark(#d99a1b, #e6b450); }
  .team-note header { display: flex; gap: 8px; align-items: center; margin-block-end: 4px; font-size: 12.5px; color: light-dark(#6b4d00, #f0cf86); }
  .team-note header strong { font-weight: 650; font-size: 13.5px; color: var(--text); }
  .team-note header .avatar { inline-size: 22px; block-size: 22px; font-size: 9px; }
  .team-note header > :is(strong, .note-only) { min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .team-note header > strong { flex: 0 1 auto; }
  .team-note header > .note-only { flex: 0 999 auto; }
  .team-note header time { margin-inline-start: auto; }
  .note-only { display: inline-flex; gap: 4px; align-items: center; }
  .note-only .icon { inline-size: 13px; block-size: 13px; }
  .team-note .text { overflow-wrap: anywhere; }
  .team-note footer { display: flex; gap: 14px; align-items: center; margin-block-start: 6px; font-size: 13px; color: light-dark(#6b4d00, #f0cf86); }
  .team-note .link { font-weight: 600; text-decoration: none; }
  .team-note .link:hover { text-decoration: underline; }
  .mention { padding: 0 4px; border-radius: 5px; background: light-dark(#f7e3ad, #4f3f12); font-weight: 600; }
  .mention.me { background: light-dark(#a86a00, #e6b450); color: light-dark(#fff, #241a00); }
  .note-gone { font-style: italic; }
  .note-writer { position: relative; padding-inline: 0 !important; }
  .note-writer .field { background: var(--note); border-color: light-dark(#b58a1d, #a98a33); }
  .note-writer .field:focus-within { border-color: var(--note-text); box-shadow: 0 0 0 1px var(--note-text); }
  .note-writer .field textarea::placeholder { color: var(--note-text); }
  .note-writer .send:not(:disabled) { background: light-dark(#8a5b00, #e6b450); color: light-dark(#fff, #241a00); }
  .note-writer .above-title { color: var(--note-text); }
  .note-foot { display: flex; flex-wrap: wrap; gap: 0 12px; justify-content: space-between; padding: 5px 16px 0 !important; font-size: 12.5px; color: var(--note-text); }
  .note-foot span { display: inline-flex; gap: 5px; align-items: center; }
  .note-foot .icon { inline-size: 13px; block-size: 13px; }
  .note-trouble { padding: 8px 14px; color: var(--danger); font-size: 13.5px; }

  @container shell (max-width: 699px) {
    .answering { padding-inline: 12px; }
    .answer-tab { min-block-size: 40px; }
    .answer-tools .icon-button { inline-size: 44px; block-size: 40px; }
    .quick-reply { min-block-size: 40px; padding-inline: 12px; }
    .hole { min-block-size: 34px; }
    .here { padding: 3px; background: none; max-inline-size: none; flex: none; }
    .here-words { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
    .snippet-columns { grid-template: minmax(0, 1fr) auto / minmax(0, 1fr); }
    .preview { border-inline-start: 0; border-block-start: 1px solid var(--line); max-block-size: 150px; }
    .mirror { padding-block: 11px; font-size: 16px; }
    .note-foot .soft { display: none; }
    .macros { inline-size: 100%; }
  }
`;
