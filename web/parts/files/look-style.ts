import { css } from 'lit';

/** The viewer and the gallery. */
export const lookStyle = css`
  .viewer { position: fixed; inset: 0; inline-size: 100vw; block-size: 100dvh; max-inline-size: none; max-block-size: none; margin: 0; padding: 0; border: 0; overflow: hidden; background: rgb(15 16 18 / 0.96); color: #fff; --focus: #fff; overscroll-behavior: contain; }
  .viewer[open] { display: grid; grid-template-rows: auto minmax(0, 1fr); animation: fade 0.14s ease-out; }
  .viewer::backdrop { background: none; }
  .viewer :focus-visible { outline-color: #fff; }
  .viewer-head { z-index: 1; display: flex; gap: 4px; align-items: center; padding: 10px 12px 10px 20px; background: rgb(15 16 18 / 0.6); }
  :host([dir='rtl']) .viewer-head { padding: 10px 20px 10px 12px; }
  .viewer-who { flex: 1; min-inline-size: 0; display: grid; font-size: 13px; color: #c9ccd0; }
  .viewer-who strong { font-size: 15px; font-weight: 600; color: #fff; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .viewer-button { display: grid; place-items: center; inline-size: 44px; block-size: 44px; flex: none; border-radius: 50%; color: #fff; }
  .viewer-button:hover:not(:disabled) { background: rgb(255 255 255 / 0.16); }
  .viewer-button:disabled { opacity: 0.35; cursor: default; }
  .viewer-stage { position: relative; display: grid; place-items: center; min-block-size: 0; padding: 0 12px 20px; overflow: hidden; touch-action: none; container-type: size; }
  .viewer-picture { position: relative; inline-size: min(var(--w), 100cqi, 100cqb * var(--ratio)); aspect-ratio: var(--ratio); transition: transform 0.12s ease-out; cursor: zoom-in; }
  .viewer-picture img { inline-size: 100%; block-size: 100%; object-fit: contain; background: none; border-radius: 4px; user-select: none; }
  .viewer-picture.coming img { filter: blur(2px); }
  .viewer-picture.coming::after { content: ''; position: absolute; inset: 0; margin: auto; inline-size: 34px; block-size: 34px; border: 3px solid rgb(255 255 255 / 0.3); border-block-start-color: #fff; border-radius: 50%; animation: turn 0.8s linear infinite; }
  .viewer-document { inline-size: min(100%, 1000px); block-size: 100%; border: 0; border-radius: 8px; background: #fff; }
  .viewer-wait { display: inline-block; inline-size: 30px; block-size: 30px; border: 3px solid color-mix(in oklab, currentColor 25%, transparent); border-block-start-color: currentColor; border-radius: 50%; animation: turn 0.8s linear infinite; }
  @keyframes turn { to { rotate: 1turn; } }
  .viewer-lost { display: grid; gap: 14px; justify-items: center; padding: 24px; text-align: center; }
  .viewer-step { position: absolute; inset-block: 0; margin-block: auto; inline-size: 48px; block-size: 48px; background: rgb(15 16 18 / 0.55); }
  .viewer-step.previous { inset-inline-start: 14px; }
  .viewer-step.next { inset-inline-end: 14px; }
  :host([dir='rtl']) .viewer-step .icon { scale: -1 1; }

  .gallery { position: fixed; inset: 0 0 0 auto; inline-size: min(440px, 100vw); block-size: 100dvh; max-inline-size: none; max-block-size: none; margin: 0; padding: 0; border: 0; background: var(--bg); color: var(--text); box-shadow: var(--shadow); overflow: hidden; }
  :host([dir='rtl']) .gallery { inset: 0 auto 0 0; }
  .gallery[open] { display: flex; flex-direction: column; animation: appear 0.15s ease-out; }
  .gallery::backdrop { background: rgb(0 0 0 / 0.35); }
  .gallery-head { display: flex; align-items: center; justify-content: space-between; padding: 16px 12px 8px 20px; }
  :host([dir='rtl']) .gallery-head { padding: 16px 20px 8px 12px; }
  .gallery-head h2 { font-size: 18px; font-weight: 650; }
  .gallery-tabs { display: flex; gap: 4px; padding-inline: 14px; border-block-end: 1px solid var(--line); }
  .gallery-tabs button { min-block-size: 44px; padding: 8px 8px; border-block-end: 2px solid transparent; font-size: 14px; font-weight: 600; color: var(--soft); }
  .gallery-tabs button[aria-selected='true'] { border-color: var(--accent-text); color: var(--text); }
  .gallery-tabs button:focus-visible { outline-offset: -2px; border-radius: 8px; }
  .gallery-panel { flex: 1; min-block-size: 0; overflow-y: auto; padding: 14px; scrollbar-width: thin; }
  .gallery-panel:focus-visible { outline-offset: -3px; }
  .gallery-grid { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 4px; }
  .gallery-grid .tile { inline-size: 100%; border-radius: 8px; }
  .film-tile { display: grid; place-items: center; align-content: center; gap: 6px; padding: 8px; font-size: 12px; color: var(--soft); overflow-wrap: anywhere; }
  .gallery-list { display: grid; gap: 4px; }
  .gallery-list li { display: flex; gap: 6px; align-items: center; }
  .gallery-list .files, .gallery-list .file-row { flex: 1; min-inline-size: 0; inline-size: 100%; justify-items: stretch; }
  .gallery-go { display: grid; justify-items: center; min-inline-size: 44px; min-block-size: 44px; align-content: center; padding: 4px; border-radius: 10px; font-size: 12px; color: var(--soft); white-space: nowrap; }
  .gallery-go:hover { background: var(--hover); color: var(--text); }
  .gallery-go .icon { inline-size: 17px; block-size: 17px; }
  :host([dir='rtl']) .gallery-go .icon { scale: -1 1; }
  .gallery-wait { display: grid; place-items: center; padding: 18px; color: var(--soft); }
  .gallery-empty { display: grid; gap: 8px; justify-items: center; max-inline-size: 320px; margin: 15vh auto 0; text-align: center; color: var(--soft); }
  .gallery-empty .icon { inline-size: 38px; block-size: 38px; stroke-width: 1.4; }
  .gallery-empty strong { font-size: 16px; font-weight: 650; color: var(--text); }

  @media (max-width: 600px) {
    .viewer-button.wide-only { display: none; }
    .viewer-head { padding-inline: 16px 6px; }
    .viewer-step { background: rgb(15 16 18 / 0.7); }
  }
`;
