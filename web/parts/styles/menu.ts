import { css } from 'lit';

/** Menus over everything; on a phone they come from below. */
export const menu = css`
  .menu { position: fixed; inset: auto; margin: 0; min-inline-size: 220px; max-inline-size: min(340px, calc(100vw - 16px)); max-block-size: min(460px, calc(100dvh - 16px)); padding: 6px; overflow-y: auto; border: 0; border-radius: 14px; background: light-dark(var(--bg), color-mix(in oklab, var(--text) 7%, var(--bg))); color: var(--text); box-shadow: var(--shadow); font-size: 14px; }
  .menu:popover-open { display: flex; flex-direction: column; }
  .menu-item { display: flex; gap: 10px; align-items: center; inline-size: 100%; min-block-size: 34px; padding: 5px 10px; border-radius: 9px; }
  .menu-item:hover, .menu-item:focus-visible { background: var(--bubble); }
  .menu-item:focus-visible { outline-offset: -2px; }
  .menu-label { flex: 1; min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .menu-item > .icon { inline-size: 17px; block-size: 17px; color: var(--soft); }
  .roles .menu-item { min-block-size: 40px; }
  .role-button { display: inline-flex; gap: 5px; align-items: center; max-inline-size: 100%; min-block-size: 36px; margin-inline-start: -8px; padding: 2px 8px; border-radius: 10px; font-size: 15px; font-weight: 650; letter-spacing: -0.01em; }
  .role-button:hover { background: var(--bubble); }
  .role-button bdi { min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .role-button .icon { inline-size: 15px; block-size: 15px; color: var(--soft); }
  .elsewhere { flex: none; inline-size: 8px; block-size: 8px; border-radius: 50%; background: var(--accent); }
  parley-role-switch { display: block; min-inline-size: 0; }
  .menu.sheet { inset-inline: 0; inset-block-end: 0; inline-size: 100%; min-inline-size: 0; max-inline-size: none; max-block-size: 80dvh; padding: 10px 10px max(10px, env(safe-area-inset-bottom)); border-radius: 18px 18px 0 0; }
  .menu.sheet .menu-item { min-block-size: 46px; font-size: 16px; }
  .menu.sheet::backdrop { background: rgb(0 0 0 / 0.35); }
`;
