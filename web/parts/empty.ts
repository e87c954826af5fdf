import { html, nothing, svg, type TemplateResult } from 'lit';

const drawings = {
  // Two speech bubbles, the front one with a price tag's hole.
  talk: svg`<rect x="18" y="22" width="66" height="44" rx="14" class="fill" /><path d="M32 66v14l16-14" class="fill" />
    <rect x="58" y="48" width="66" height="44" rx="14" class="paper" /><path d="M110 92v13l-15-13" class="paper" />
    <path d="M74 64h34M74 75h22" class="line" />`,
  // An open tray with a tick: nothing waits.
  done: svg`<path d="M28 62l14-30h58l14 30v30a8 8 0 01-8 8H36a8 8 0 01-8-8z" class="fill" />
    <path d="M28 62h24c2 12 10 16 19 16s17-4 19-16h24" class="paper" /><path d="M58 40l10 10 18-20" class="tick" />`,
  // A list beside a page.
  pick: svg`<rect x="20" y="24" width="38" height="72" rx="9" class="fill" /><rect x="66" y="24" width="56" height="72" rx="9" class="paper" />
    <path d="M29 40h20M29 54h20M29 68h12" class="line" /><rect x="76" y="38" width="26" height="12" rx="6" class="soft-fill" />
    <rect x="86" y="58" width="26" height="12" rx="6" class="accent-fill" />`,
  lost: svg`<circle cx="70" cy="58" r="34" class="fill" /><path d="M56 46l28 28M84 46L56 74" class="line" />`,
};

/** An empty place that says what will be here and how it gets here. */
export function empty(
  drawing: keyof typeof drawings,
  title: string,
  text: string,
  action?: TemplateResult,
): TemplateResult {
  return html`<div class="empty" part="empty">
    <svg viewBox="0 0 140 112" aria-hidden="true">${drawings[drawing]}</svg>
    <h2 dir="auto">${title}</h2>
    <p dir="auto">${text}</p>
    ${action ?? nothing}
  </div>`;
}
