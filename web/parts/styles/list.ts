import { css } from 'lit';

export const list = css`
  .list { display: flex; flex-direction: column; block-size: 100%; }
  .list-head { padding: 20px 20px 12px; }
  .list-head h2 { font-size: 24px; line-height: 1.25; font-weight: 680; letter-spacing: -0.015em; }
  .switches { display: flex; flex-wrap: wrap; gap: 6px; margin-block-start: 14px; }
  .list-head { position: relative; }
  .list-head > .seek { position: absolute; inset-block-start: 17px; inset-inline-end: 14px; }
  .two-way { display: inline-flex; padding: 3px; border-radius: 22px; background: var(--bubble); }
  .two-way button { min-block-size: 28px; padding: 3px 10px; border-radius: 20px; font-size: 13px; font-weight: 550; color: var(--soft); white-space: nowrap; }
  .two-way button[aria-pressed='true'] { background: light-dark(var(--bg), color-mix(in oklab, var(--text) 22%, var(--bg))); color: var(--text); box-shadow: 0 1px 3px rgb(0 0 0 / 0.14); }

  .list-scroll { position: relative; flex: 1; min-block-size: 0; overflow-y: auto; padding: 0 8px 16px; overscroll-behavior: contain; scrollbar-width: thin; scrollbar-color: var(--line) transparent; }
  .list-scroll li { content-visibility: auto; contain-intrinsic-block-size: auto 88px; }
  .list-group { display: flex; gap: 10px; align-items: center; padding: 14px 12px 4px; font-size: 14px; font-weight: 650; }
  .list-group .avatar { inline-size: 28px; block-size: 28px; font-size: 11px; }
  .row { display: flex; gap: 14px; align-items: center; inline-size: 100%; min-block-size: 88px; padding: 12px; border-radius: 14px; }
  button.row:hover { background: var(--hover); }
  button.row:focus-visible { outline-offset: -2px; }
  .row[aria-current] { background: var(--accent-soft) !important; }
  .row-body { flex: 1; min-inline-size: 0; display: grid; gap: 1px; }
  .row-line { display: flex; gap: 8px; align-items: center; min-inline-size: 0; min-block-size: 20px; }
  .row-line > :first-child { flex: 1; min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .row-name { font-weight: 550; }
  .row-time { font-size: 12.5px; color: var(--soft); white-space: nowrap; }
  .row-about { font-size: 13px; color: var(--soft); }
  .row-last { display: flex; font-size: 14px; color: var(--soft); }
  .row-last > [dir] { flex: 1; min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .row-last > .soft { white-space: pre; }
  .row-last > .icon { align-self: center; inline-size: 15px; block-size: 15px; margin-inline-end: 3px; }
  .row.grouped { min-block-size: 72px; }
  .row-last em { font-style: normal; color: var(--accent-text); }
  .row-last .receipt { margin-inline-end: 3px; }
  .row.unread .row-name, .row.unread .row-last { font-weight: 650; color: var(--text); }
  .row.unread .row-time { color: var(--accent-text); font-weight: 600; }
  .row-line > .icon { inline-size: 15px; block-size: 15px; }
  .count { min-inline-size: 20px; padding-inline: 6px; border-radius: 12px; background: var(--accent); color: var(--on-accent); font-size: 12px; font-weight: 650; line-height: 20px; text-align: center; }
  .owes { display: inline-flex; gap: 4px; align-items: center; padding: 1px 8px 1px 6px; border-radius: 12px; background: var(--amber-soft); color: var(--amber); font-size: 12px; font-weight: 600; white-space: nowrap; }
  .owes .icon { inline-size: 13px; block-size: 13px; stroke-width: 2; }
  .more { display: grid; place-items: center; padding: 12px; }
  .more .skeleton { inline-size: 100%; }

  .avatar { position: relative; display: grid; place-items: center; inline-size: 40px; block-size: 40px; flex: none; border-radius: 50%; font-size: 14px; font-weight: 600; letter-spacing: 0.01em; user-select: none; background: light-dark(hsl(var(--hue) 42% 88%), hsl(var(--hue) 22% 27%)); color: light-dark(hsl(var(--hue) 50% 25%), hsl(var(--hue) 45% 84%)); }
  .avatar img { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; border-radius: 50%; }
  .avatar.large { inline-size: 52px; block-size: 52px; font-size: 17px; }
  .hue-0 { --hue: 172; } .hue-1 { --hue: 28; } .hue-2 { --hue: 218; } .hue-3 { --hue: 340; }
  .hue-4 { --hue: 262; } .hue-5 { --hue: 96; } .hue-6 { --hue: 48; } .hue-7 { --hue: 195; }
  .presence { position: absolute; inset-block-end: 0; inset-inline-end: 0; inline-size: 25%; block-size: 25%; min-inline-size: 10px; min-block-size: 10px; border-radius: 50%; background: light-dark(#1a9a58, #3ecb80); box-shadow: 0 0 0 2px var(--bg); }
  .thumb { inline-size: 52px; block-size: 52px; flex: none; border-radius: 12px; }
  .thumb.blank { display: grid; place-items: center; background: var(--bubble); color: var(--soft); }
  .pair { position: relative; flex: none; }
  .row > .avatar, .row > .pair, .row > .thumb { margin-inline-end: 3px; }
  .pair .corner { position: absolute; inset-block-end: -5px; inset-inline-end: -7px; inline-size: 27px; block-size: 27px; font-size: 10.5px; box-shadow: 0 0 0 2px var(--bg); }
  .corner .presence { inset: auto -3px -2px auto; inset-inline-end: -3px; }

  .bone { display: block; border-radius: 8px; background: var(--bubble); animation: breathe 1.6s ease-in-out infinite alternate; }
  .avatar.bone { border-radius: 50%; }
  .row-body .bone { block-size: 12px; margin-block: 4px; }
  .thread-who .bone { block-size: 14px; margin-block: 3px; }
  .w40 { inline-size: 40%; } .w60 { inline-size: 60%; } .w80 { inline-size: 80%; }
  @keyframes breathe { to { opacity: 0.5; } }

  .empty { display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 8px; padding: 40px 28px; text-align: center; }
  .empty svg { inline-size: 140px; margin-block-end: 8px; fill: none; stroke-width: 2.5; stroke-linecap: round; stroke-linejoin: round; }
  .empty h2 { font-size: 18px; font-weight: 650; letter-spacing: -0.01em; }
  .empty p { max-inline-size: 34ch; color: var(--soft); text-wrap: pretty; }
  .empty [dir] { text-align: center !important; }
  .empty .button { margin-block-start: 12px; }
  .fill { fill: var(--accent-soft); stroke: var(--accent-soft); }
  .paper { fill: var(--bg); stroke: var(--soft); }
  .line { stroke: color-mix(in oklab, var(--soft) 55%, var(--bg)); }
  .tick { stroke: var(--accent-text); stroke-width: 4; }
  .soft-fill { fill: var(--bubble); }
  .accent-fill { fill: var(--accent); }

  @container shell (max-width: 699px) {
    .two-way button { min-block-size: 38px; padding-inline: 14px; }
    .icon-button { inline-size: 44px; block-size: 44px; }
    .button { min-block-size: 44px; }
  }
`;
