import { css } from 'lit';

/** The looks of what keeps people safe in a thread. */
export const safetyStyle = css`
  parley-removed-text { display: block; max-inline-size: 100%; font-size: 13px; }
  .own parley-removed-text { text-align: end; }
  .cut-button { color: var(--soft); font-weight: 500; }
  .cut { margin-block-start: 4px; color: var(--soft); text-align: start; }
  .cut blockquote { max-block-size: 260px; margin: 4px 0 2px; padding: 8px 12px; overflow-y: auto; border-inline-start: 3px solid var(--line); border-radius: 3px; background: var(--sunken); color: var(--text); white-space: pre-wrap; overflow-wrap: anywhere; }
  .coach { max-inline-size: 820px; max-block-size: 44dvh; margin: -6px auto 0; padding: 4px 22px 14px; overflow-y: auto; font-size: 14px; }
  parley-safety:has(> .coach) { display: block; border-block-start: 1px solid var(--line); background: var(--sunken); }
  .coach header { display: flex; gap: 8px; align-items: center; color: var(--amber); }
  .coach h3 { flex: 1; font-weight: 620; }
  .coach li { display: grid; gap: 3px; padding-block: 8px; border-block-start: 1px solid var(--line); }
  .coach li:first-child { border: 0; padding-block-start: 0; }
  .coach strong { font-weight: 620; }
  .coach-place { padding: 4px 10px; border-radius: 8px; background: var(--bg); overflow-wrap: anywhere; }
  .coach mark { padding-inline: 2px; border-radius: 3px; background: var(--amber-soft); color: var(--amber); font-weight: 600; text-decoration: underline wavy 1px; text-underline-offset: 3px; }
  .coach-instead { display: flex; flex-wrap: wrap; gap: 2px 12px; align-items: center; }
  .coach-instead > span { flex: 1; min-inline-size: min(100%, 220px); }
  .coach-verdict { padding-block: 6px; color: var(--soft); }
  .coach-appeals { display: flex; flex-wrap: wrap; gap: 6px 8px; align-items: center; }
  .coach-appeals > span { flex-basis: 100%; color: var(--soft); }
  .coach-appeals .button { min-block-size: 36px; padding: 5px 12px; font-size: 13.5px; }
  .bubble.held { opacity: 1; background: none; color: var(--text); box-shadow: inset 0 0 0 1.5px var(--field); }
  .own .bubble.held { background: none; color: var(--text); }
  .held-note { max-inline-size: 100%; margin-block-start: 4px; font-size: 13px; color: var(--soft); }
  .held-note strong { display: inline-flex; gap: 4px; align-items: center; color: var(--text); }
  .held-note .icon { inline-size: 15px; block-size: 15px; }
  .statement { display: grid; gap: 6px; inline-size: min(100%, 520px); margin: 10px auto; padding: 12px 16px; border: 1px solid var(--line); border-inline-start: 4px solid var(--amber); border-radius: 12px; background: var(--sunken); font-size: 14px; overflow-wrap: anywhere; }
  .statement.undone { border-inline-start-color: var(--accent-text); }
  .statement header { display: flex; gap: 8px; align-items: center; }
  .statement header .icon { flex: none; inline-size: 18px; block-size: 18px; color: var(--amber); }
  .statement.undone header .icon { color: var(--accent-text); }
  .statement h3 { flex: 1; font-weight: 620; }
  .statement time, .statement .soft { color: var(--soft); font-size: 13px; }
  .statement dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 2px 12px; margin: 0; }
  .statement dt { color: var(--soft); }
  .statement dd { margin: 0; white-space: pre-line; }
  .masked { padding: 0 7px; border: 1px dashed currentColor; border-radius: 6px; font-size: 0.9em; font-style: italic; cursor: help; }

  .report { inline-size: min(480px, calc(100vw - 24px)); max-block-size: calc(100dvh - 24px); padding: 0; border: 0; border-radius: 18px; background: var(--bg); color: var(--text); box-shadow: var(--shadow); }
  .report::backdrop { background: rgb(0 0 0 / 0.4); }
  .report-inside { padding: 14px 22px 20px; }
  .report-inside header { display: flex; align-items: center; justify-content: space-between; gap: 8px; }
  .report h2 { font-size: 18px; font-weight: 650; }
  .report form, .report-after { display: grid; gap: 12px; }
  .report fieldset { margin: 0; padding: 0; border: 0; min-inline-size: 0; }
  .report legend, .report-words span, .contest span { padding: 0; font-weight: 600; }
  .report-reason { display: flex; gap: 10px; align-items: center; min-block-size: 44px; cursor: pointer; }
  .report-reason input { flex: none; inline-size: 18px; block-size: 18px; margin: 0; accent-color: var(--accent-text); }
  .report-words, .contest label { display: grid; gap: 6px; }
  .report textarea, .contest textarea { inline-size: 100%; padding: 9px 12px; border: 1px solid var(--field); border-radius: 10px; background: var(--bg); resize: vertical; }
  .report-trouble { color: var(--danger); font-size: 13.5px; font-weight: 550; }
  .report-trouble:empty { display: none; }
  .report-buttons { display: flex; flex-wrap: wrap; gap: 8px; justify-content: flex-end; margin-block-start: 4px; }
  .report .button { min-block-size: 44px; }
  .report .button.main { border-color: transparent; background: light-dark(var(--accent), oklch(from var(--accent) 0.46 min(c, 0.11) h)); color: light-dark(var(--on-accent), #fff); }
  .report-thanks { padding-block: 6px; font-weight: 600; outline: 0; }
  .receipt-code { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; }
  .receipt-code code { padding: 3px 10px; border-radius: 8px; background: var(--bubble); font-size: 16px; letter-spacing: 0.04em; direction: ltr; unicode-bidi: isolate; }
  .report-after { gap: 8px; justify-items: start; margin-block: 14px; padding-block-start: 14px; border-block-start: 1px solid var(--line); }
  .report-after h3 { font-weight: 600; }
  .block-section ul { padding-inline-start: 20px; list-style: disc; }
  parley-safety:has(> .blocked) { display: block; }
  .closed:has(+ parley-safety .blocked.only) { display: none; }
  .contest { display: grid; gap: 8px; justify-items: start; margin-block-start: 6px; color: var(--text); }
  .contest label { inline-size: min(100%, 420px); }
  /* Tools that came in under a pressed button would move it from under the finger. */
  @container shell (max-width: 699px) {
    .message:has(parley-removed-text:focus-within) > .tools { display: none; }
  }
`;
