import { css } from 'lit';

/** Colours, type and spacing. Hosts set the `--parley-*` properties; everything else follows from them. */
export const tokens = css`
  :host {
    color-scheme: light dark;
    display: block;
    block-size: 100dvh;
    --accent: var(--parley-accent, light-dark(#0f766e, #0c655e));
    --on-accent: var(--parley-on-accent, #fff);
    --bg: var(--parley-background, light-dark(#fff, #161719));
    --sunken: var(--parley-sunken, light-dark(#fafaf8, #111214));
    --text: var(--parley-text, light-dark(#1d1f21, #eceded));
    --soft: var(--parley-muted, light-dark(#5c6166, #a6abb1));
    --line: var(--parley-line, light-dark(#e8e7e3, #2a2c30));
    --bubble: var(--parley-bubble, light-dark(#f1f1ee, #2a2d31));
    --hover: light-dark(#f6f6f3, #1e2023);
    --field: light-dark(#8b9096, #6d7278);
    --accent-text: light-dark(var(--accent), color-mix(in oklab, var(--accent) 45%, #fff));
    --accent-soft: light-dark(color-mix(in oklab, var(--accent) 10%, var(--bg)), color-mix(in oklab, var(--accent) 16%, var(--bg)));
    --danger: light-dark(#b3261e, #ff9d94);
    --amber: light-dark(#7a4a00, #f4c771);
    --amber-soft: light-dark(#fdf1dc, #35290f);
    --good: light-dark(#17663a, #86d7a5);
    --good-soft: light-dark(#e4f4ea, #15301f);
    --radius: var(--parley-radius, 12px);
    --shadow: 0 0 0 1px light-dark(rgb(0 0 0 / 0.07), rgb(255 255 255 / 0.09)), 0 4px 16px light-dark(rgb(0 0 0 / 0.1), rgb(0 0 0 / 0.5));
    background: var(--bg);
    color: var(--text);
    font: 15px/1.45 var(--parley-font, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif);
    -webkit-font-smoothing: antialiased;
    text-align: start;
  }
  :host([hidden]) { display: none; }
  :host([data-theme='light']) { color-scheme: light; }
  :host([data-theme='dark']) { color-scheme: dark; }

  *, *::before, *::after { box-sizing: border-box; }
  h1, h2, h3, p, ul, dl, dd { margin: 0; padding: 0; font: inherit; }
  ul { list-style: none; }
  button, textarea { font: inherit; color: inherit; letter-spacing: inherit; }
  button { appearance: none; border: 0; background: none; padding: 0; cursor: pointer; text-align: start; }
  a { color: inherit; }
  img { display: block; object-fit: cover; background: var(--bubble); }
  [hidden] { display: none !important; }
  :focus-visible { outline: 2px solid var(--accent-text); outline-offset: 2px; }

  /* Words keep their own direction, but stand where the interface's language begins its lines. */
  :host([dir='ltr']) :is([dir='auto'], bdi):not(textarea, .text) { text-align: left; }
  :host([dir='rtl']) :is([dir='auto'], bdi):not(textarea, .text) { text-align: right; }
  .soft { color: var(--soft); }
  .hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .icon { inline-size: 20px; block-size: 20px; flex: none; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
  :host([dir='rtl']) .leave .icon, :host([dir='rtl']) .tool .icon { scale: -1 1; }

  .icon-button { display: grid; place-items: center; inline-size: 40px; block-size: 40px; flex: none; border-radius: 50%; color: var(--soft); }
  .icon-button:hover { background: var(--bubble); color: var(--text); }
  .button { display: inline-flex; align-items: center; justify-content: center; gap: 8px; min-block-size: 40px; padding: 8px 16px; border: 1px solid light-dark(#cfcec9, #404349); border-radius: var(--radius); font-weight: 600; font-size: 14px; text-decoration: none; color: var(--text); background: var(--bg); }
  .button:hover { background: var(--hover); }
  .button.wide { inline-size: 100%; }
  .button .icon { inline-size: 17px; block-size: 17px; }
  .link { color: inherit; font-weight: 600; text-decoration: underline; text-underline-offset: 2px; min-block-size: 24px; }

  .chip { display: inline-block; flex: none; padding: 2px 9px; border-radius: 20px; font-size: 12px; line-height: 18px; font-weight: 600; background: var(--bubble); color: var(--soft); white-space: nowrap; }
  .chip.good { background: var(--good-soft); color: var(--good); }
  .chip.off { background: light-dark(#fbeae8, #3a1d1a); color: var(--danger); }

  @media (prefers-reduced-motion: reduce) {
    *, *::before, *::after { animation: none !important; transition: none !important; }
  }
`;
