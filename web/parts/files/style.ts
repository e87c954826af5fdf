import { css } from 'lit';

/** Files in the composer and in messages. */
export const filesStyle = css`
  parley-template-files, parley-first-page, parley-pdf { display: block; }
  parley-files, parley-tray, parley-sending, parley-viewer, parley-gallery { display: contents; }
  .file-button { display: grid; place-items: center; inline-size: 38px; block-size: 38px; flex: none; border-radius: 50%; color: var(--soft); }
  .file-button:hover { background: var(--bubble); color: var(--text); }
  .file-button .icon { inline-size: 21px; block-size: 21px; }

  .drop-zone { position: absolute; inset: 0; z-index: 6; display: grid; place-items: center; padding: 24px; background: color-mix(in oklab, var(--bg) 82%, transparent); backdrop-filter: blur(3px); pointer-events: none; animation: appear 0.12s ease-out; }
  .drop-zone > div { display: grid; gap: 6px; justify-items: center; max-inline-size: 380px; padding: 34px 40px; border: 2px dashed var(--accent-text); border-radius: 20px; background: var(--accent-soft); text-align: center; }
  .drop-zone .icon { inline-size: 34px; block-size: 34px; color: var(--accent-text); }
  .drop-zone strong { font-size: 17px; font-weight: 650; }
  .drop-zone span { font-size: 13.5px; color: var(--soft); }

  .tray { display: flex; flex-wrap: wrap; gap: 8px; align-items: flex-start; max-block-size: min(216px, 32dvh); margin: 0 0 8px; padding: 3px; overflow: hidden auto; overscroll-behavior: contain; scrollbar-width: thin; scrollbar-color: var(--line) transparent; }
  .tray-note { margin: 0 4px 8px; font-size: 13px; color: var(--danger); }
  .upload { display: flex; gap: 10px; align-items: center; flex: 1 1 220px; min-inline-size: 0; max-inline-size: 340px; padding: 7px 4px 7px 7px; border: 1px solid var(--line); border-radius: 14px; background: var(--bg); animation: appear 0.15s ease-out; }
  :host([dir='rtl']) .upload { padding: 7px 7px 7px 4px; }
  .upload.refused { border-color: var(--danger); }
  .upload .icon-button { inline-size: 32px; block-size: 32px; }
  .upload .icon-button .icon { inline-size: 17px; block-size: 17px; }
  .upload-picture { inline-size: 44px; block-size: 44px; flex: none; border-radius: 9px; }
  parley-picture.upload-picture { position: relative; overflow: hidden; background: var(--bubble); }
  .upload-picture img { inline-size: 100%; block-size: 100%; object-fit: cover; }
  .upload-words { flex: 1; min-inline-size: 0; display: grid; gap: 1px; }
  .upload-state { font-size: 12.5px; line-height: 17px; color: var(--soft); font-variant-numeric: tabular-nums; }
  .upload.refused .upload-state { color: var(--danger); }
  .tray .upload.refused { flex-basis: 100%; max-inline-size: none; }
  .file-bar { display: block; block-size: 4px; margin-block-start: 3px; border-radius: 2px; background: var(--bubble); overflow: hidden; }
  .file-bar i { display: block; block-size: 100%; border-radius: 2px; background: var(--accent-text); transition: inline-size 0.2s; }
  .upload.paused .file-bar i { background: var(--soft); }

  .file-name { display: flex; min-inline-size: 0; font-size: 14px; font-weight: 600; line-height: 20px; }
  :host([dir='rtl']) .file-name { justify-content: right; }
  .file-name span { white-space: pre; }
  .file-name span:first-child { overflow: hidden; text-overflow: ellipsis; }
  .file-sign { position: relative; display: grid; place-items: center; align-content: center; inline-size: 44px; block-size: 44px; flex: none; border-radius: 11px; --sign: 220; background: light-dark(hsl(var(--sign) 60% 94%), hsl(var(--sign) 25% 22%)); color: light-dark(hsl(var(--sign) 55% 33%), hsl(var(--sign) 60% 80%)); }
  .file-sign.pdf { --sign: 6; } .file-sign.sheet { --sign: 145; } .file-sign.slides { --sign: 28; } .file-sign.sound { --sign: 265; } .file-sign.film { --sign: 320; }
  .file-sign .icon { inline-size: 21px; block-size: 21px; }
  .file-sign b { font-size: 9px; line-height: 10px; font-weight: 700; letter-spacing: 0.03em; text-transform: uppercase; }

  .files { display: grid; grid-template-columns: minmax(0, 1fr); gap: 4px; max-inline-size: 100%; justify-items: start; }
  .own .files { justify-items: end; }
  .files + .bubble { margin-block-start: 3px; }
  .tile { position: relative; display: block; overflow: hidden; aspect-ratio: var(--ratio); border-radius: 18px; background: var(--bubble); }
  .tile.alone, .film { inline-size: var(--w); max-inline-size: 100%; }
  .file-grid { display: grid; grid-template-columns: repeat(var(--columns), minmax(0, 1fr)); gap: 3px; inline-size: 340px; max-inline-size: 100%; border-radius: 18px; overflow: hidden; }
  .file-grid .tile { border-radius: 4px; }
  .tile.wide { grid-column: 1 / -1; }
  .tile img { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; background: none; animation: fade 0.18s ease-out; }
  @keyframes fade { from { opacity: 0; } }
  .tile:focus-visible { outline-offset: -3px; box-shadow: inset 0 0 0 5px var(--bg); }
  .files > .tile:focus-visible { outline-offset: 2px; box-shadow: none; }
  button.tile:hover img { filter: brightness(0.96); }
  .picture-lost { position: absolute; inset: 0; display: grid; place-items: center; padding: 12px; font-size: 12.5px; color: var(--soft); text-align: center; overflow-wrap: anywhere; }
  .tile-more { position: absolute; inset: 0; display: grid; place-items: center; background: rgb(0 0 0 / 0.55); color: #fff; font-size: 24px; font-weight: 600; }
  .tile-state { position: absolute; inset-block-end: 8px; inset-inline-start: 8px; display: flex; gap: 4px; align-items: center; padding: 2px 9px 2px 6px; border-radius: 14px; background: rgb(0 0 0 / 0.68); color: #fff; font-size: 12px; font-weight: 550; }
  .tile-state .icon { inline-size: 14px; block-size: 14px; }
  .tile-going { position: absolute; inset-inline: 0; inset-block-end: 0; display: grid; gap: 3px; padding: 22px 12px 10px; background: linear-gradient(transparent, rgb(0 0 0 / 0.62)); color: #fff; font-size: 12px; }
  .tile-going .file-bar { background: rgb(255 255 255 / 0.4); }
  .tile-going .file-bar i { background: #fff; }
  .tile-remove { position: absolute; inset-block-start: 8px; inset-inline-end: 8px; display: grid; place-items: center; inline-size: 34px; block-size: 34px; border-radius: 50%; background: rgb(0 0 0 / 0.62); color: #fff; }
  .tile-remove .icon { inline-size: 17px; block-size: 17px; }
  .sending-list { display: grid; gap: 4px; inline-size: 320px; max-inline-size: 100%; }
  .sending-list .upload { max-inline-size: none; border-color: transparent; background: var(--bubble); border-radius: 16px; }
  .sending-list .file-bar { background: var(--bg); }

  .file-row { display: flex; gap: 4px; align-items: center; inline-size: 320px; max-inline-size: 100%; min-block-size: 62px; padding: 8px; border-radius: 16px; background: var(--bubble); text-decoration: none; }
  .file-row > .file-sign, .file-open .file-sign { margin-inline-end: 6px; }
  .file-open { display: flex; flex: 1; gap: 4px; align-items: center; min-inline-size: 0; border-radius: 10px; }
  .file-words { flex: 1; min-inline-size: 0; display: grid; gap: 1px; }
  .file-about { font-size: 12.5px; line-height: 17px; color: var(--soft); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .file-row:hover:not(.sound, .waits, .refused) { background: color-mix(in oklab, var(--bubble) 92%, var(--text)); }
  .file-row .icon-button:hover { background: var(--bg); }
  .file-get { display: grid; place-items: center; inline-size: 40px; block-size: 40px; flex: none; color: var(--soft); }
  .file-get .icon, .file-row .icon-button .icon { inline-size: 19px; block-size: 19px; }
  .file-row.paged { align-items: end; }
  .file-row.paged .file-open { flex-wrap: wrap; }
  parley-first-page { flex: 0 0 calc(100% + 44px); margin-block-end: 6px; margin-inline-end: -44px; }
  .paged .file-words { flex: 1 1 0; }
  .first-page { display: block; block-size: 150px; overflow: hidden; border-radius: 10px; background: #fff; }
  .first-page.none { display: none; }
  .first-page canvas { display: block; inline-size: 100%; animation: fade 0.18s ease-out; }
  .file-row.waits { color: var(--soft); font-size: 14px; }
  .file-row.refused { background: none; box-shadow: inset 0 0 0 1px var(--danger); }
  .file-row.refused .file-sign { background: none; color: var(--danger); }
  .file-row.refused .file-about { white-space: normal; }
  .file-row.sound { flex-wrap: wrap; }
  .file-row.sound .file-words { flex-basis: 100%; padding-inline: 4px; }

  parley-player { display: flex; flex: 1; gap: 8px; align-items: center; min-inline-size: 0; }
  .sound-play { display: grid; place-items: center; inline-size: 42px; block-size: 42px; flex: none; border-radius: 50%; background: var(--accent); color: var(--on-accent); }
  .sound-play .icon { inline-size: 20px; block-size: 20px; fill: currentColor; }
  .sound-play.playing .icon { fill: none; stroke-width: 3; }
  .sound-play.loading, .film-round.loading { animation: breathe 0.8s ease-in-out infinite alternate; }
  .sound-at { flex: 1; min-inline-size: 40px; appearance: none; block-size: 24px; margin: 0; background: none; cursor: pointer; }
  .sound-at:disabled { cursor: default; }
  .sound-at::-webkit-slider-runnable-track { block-size: 4px; border-radius: 2px; background: linear-gradient(to right, var(--accent-text) var(--at), var(--field) var(--at)); }
  :host([dir='rtl']) .sound-at::-webkit-slider-runnable-track { background: linear-gradient(to left, var(--accent-text) var(--at), var(--field) var(--at)); }
  .sound-at::-moz-range-track { block-size: 4px; border-radius: 2px; background: var(--field); }
  .sound-at::-moz-range-progress { block-size: 4px; border-radius: 2px; background: var(--accent-text); }
  .sound-at::-webkit-slider-thumb { appearance: none; inline-size: 14px; block-size: 14px; margin-block-start: -5px; border-radius: 50%; background: var(--accent-text); }
  .sound-at::-moz-range-thumb { inline-size: 14px; block-size: 14px; border: 0; border-radius: 50%; background: var(--accent-text); }
  .sound-at:disabled::-webkit-slider-thumb { visibility: hidden; }
  .sound-time { min-inline-size: 34px; font-size: 12.5px; color: var(--soft); font-variant-numeric: tabular-nums; text-align: end; }
  .film { overflow: hidden; border-radius: 18px; background: var(--bubble); }
  .film-screen { display: block; position: relative; aspect-ratio: var(--ratio); background: #17181a; }
  .film video, .film-play { display: block; inline-size: 100%; block-size: 100%; }
  .film-about { display: flex; gap: 4px; align-items: center; padding: 4px; padding-inline-start: 12px; }
  .film-play { display: grid; place-items: center; align-content: center; gap: 8px; color: #fff; }
  .film-play:focus-visible { outline-color: #fff; outline-offset: -4px; }
  .film-round { display: grid; place-items: center; inline-size: 58px; block-size: 58px; border-radius: 50%; background: rgb(255 255 255 / 0.22); }
  .film-round .icon { inline-size: 26px; block-size: 26px; fill: currentColor; }

  .recorder { display: flex; gap: 8px; align-items: center; min-block-size: 54px; margin-block-end: 8px; padding: 4px 6px; border-radius: 27px; background: var(--bubble); font-size: 14px; }
  .recorder > span:first-child { flex: 1; padding-inline-start: 12px; }
  .recorder .icon-button:hover { background: var(--bg); }
  .recorder-dot { inline-size: 11px; block-size: 11px; flex: none; border-radius: 50%; background: var(--danger); animation: breathe 0.7s ease-in-out infinite alternate; }
  .recorder-time { min-inline-size: 38px; font-weight: 600; font-variant-numeric: tabular-nums; }
  .recorder-bars { display: flex; flex: 1; gap: 3px; align-items: center; justify-content: flex-end; min-inline-size: 0; block-size: 30px; overflow: hidden; }
  .recorder-bars i { flex: none; inline-size: 3px; border-radius: 2px; background: var(--accent-text); }
  .recorder-stop { color: var(--danger); }
  .recorder-stop .icon { fill: currentColor; }

  @container shell (max-width: 699px) {
    .file-button { inline-size: 44px; block-size: 44px; }
    .before { min-inline-size: 44px; }
    .tray .upload { flex-basis: 100%; max-inline-size: none; }
    .upload .icon-button { inline-size: 44px; block-size: 44px; }
    .tile-remove { inline-size: 44px; block-size: 44px; }
    .file-row .icon-button, .file-get, .sound-play { inline-size: 44px; block-size: 44px; }
  }
`;
