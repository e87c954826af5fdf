import { css } from 'lit';

export const thread = css`
  .thread { display: flex; flex-direction: column; block-size: 100%; position: relative; }
  .thread-head { display: flex; align-items: center; gap: 12px; min-block-size: 68px; padding: 10px 20px; border-block-end: 1px solid var(--line); }
  .thread-head.lost { border-color: transparent; }
  .leave.back { margin-inline: -12px -8px; }
  .thread-head .icon-button:last-child { margin-inline-end: -8px; }
  .thread-who { flex: 1; min-inline-size: 0; }
  .thread-who h2 { font-size: 16px; font-weight: 620; line-height: 1.3; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .thread-who p { font-size: 13px; line-height: 1.3; }
  .strip { display: flex; align-items: center; gap: 12px; padding: 10px 20px; border-block-end: 1px solid var(--line); text-decoration: none; font-size: 13px; }
  a.strip:hover { background: var(--hover); }
  .strip .thumb { inline-size: 40px; block-size: 40px; border-radius: 9px; }
  .strip-words { flex: 1; min-inline-size: 0; display: grid; }
  .strip-title { font-weight: 600; font-size: 14px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .banner { display: flex; gap: 10px; align-items: center; padding: 10px 20px; background: var(--amber-soft); color: var(--amber); font-size: 13.5px; font-weight: 550; }

  .log-frame { position: relative; flex: 1; min-block-size: 0; }
  .log { position: relative; block-size: 100%; overflow-y: auto; overscroll-behavior: contain; overflow-anchor: none; scrollbar-width: thin; scrollbar-color: var(--line) transparent; outline: 0; }
  .log-inside { display: flex; flex-direction: column; justify-content: flex-end; min-block-size: 100%; max-inline-size: 820px; margin-inline: auto; padding: 20px 20px 12px; }
  .log-inside:has(> .empty) { justify-content: center; }
  .older { min-block-size: 20px; margin-block-end: 12px; text-align: center; font-size: 13px; color: var(--soft); }
  .day, .new { display: flex; align-items: center; gap: 12px; margin-block: 14px 12px; font-size: 12.5px; font-weight: 600; color: var(--soft); }
  .day { justify-content: center; }
  .new { color: var(--accent-text); }
  .new::before, .new::after { content: ''; flex: 1; block-size: 1px; background: currentColor; opacity: 0.35; }
  .system { margin-block: 12px; padding-inline: 10%; text-align: center; font-size: 13px; color: var(--soft); overflow-wrap: anywhere; }
  .system [dir] { text-align: center !important; }
  .system strong { font-weight: 550; color: var(--text); }
  .system time { margin-inline-start: 6px; white-space: nowrap; }

  .group { display: flex; gap: 10px; align-items: flex-end; margin-block-end: 14px; }
  .group > .avatar { inline-size: 30px; block-size: 30px; font-size: 11px; margin-block-end: 22px; }
  .group-body { flex: 1; min-inline-size: 0; display: flex; flex-direction: column; align-items: flex-start; gap: 3px; }
  .group.own .group-body { align-items: flex-end; }
  .agent { font-size: 12.5px; color: var(--soft); padding-inline: 4px; }
  .message { position: relative; display: flex; flex-direction: column; align-items: flex-start; max-inline-size: min(78%, 560px); outline: 0; }
  .own .message { align-items: flex-end; }
  .bubble { padding: 9px 14px; border-radius: 18px; background: var(--bubble); overflow-wrap: anywhere; }
  .text { white-space: pre-wrap; display: block; }
  .own .bubble { background: light-dark(var(--accent), oklch(from var(--accent) 0.46 min(c, 0.11) h)); color: light-dark(var(--on-accent), #fff); }
  .other .bubble { border-end-start-radius: 6px; }
  .other .message:not(:nth-child(1 of .message)) .bubble { border-start-start-radius: 6px; }
  .own .bubble { border-end-end-radius: 6px; }
  .own .message:not(:nth-child(1 of .message)) .bubble { border-start-end-radius: 6px; }
  .bubble a { text-decoration-thickness: 1px; text-underline-offset: 2px; }
  .bubble.silent { background: none; color: var(--soft); box-shadow: inset 0 0 0 1px var(--line); font-style: italic; }
  .bubble.failed { background: none; color: var(--text); box-shadow: inset 0 0 0 1.5px var(--danger); }
  .message:focus-visible .bubble { outline: 2px solid var(--accent-text); outline-offset: 2px; }
  .edited { font-size: 11.5px; opacity: 0.85; }
  .meta { display: flex; gap: 6px; align-items: center; min-block-size: 18px; padding-inline: 4px; font-size: 12px; color: var(--soft); }
  .receipt { display: inline-flex; gap: 3px; align-items: center; }
  .receipt .icon { inline-size: 16px; block-size: 16px; stroke-width: 2; }
  .receipt.read .icon { color: var(--accent-text); }
  .receipt.failed { color: var(--danger); }
  .failure { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; justify-content: flex-end; margin-block-start: 4px; font-size: 13px; color: var(--danger); }
  .failure > span { flex-basis: 100%; text-align: end !important; }

  .quote { display: grid; inline-size: 100%; margin-block: 2px 6px; padding: 2px 10px; border-inline-start: 3px solid currentColor; border-radius: 3px; font-size: 13px; line-height: 1.4; opacity: 0.92; }
  .quote > * { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .quote strong { font-weight: 620; }

  .reactions { z-index: 1; display: flex; flex-wrap: wrap; gap: 3px; margin: -7px 8px 2px; }
  .reactions button { min-inline-size: 28px; block-size: 24px; padding-inline: 6px; border-radius: 14px; background: var(--bg); box-shadow: 0 0 0 1px var(--line), 0 1px 3px rgb(0 0 0 / 0.1); font-size: 13px; line-height: 24px; text-align: center; white-space: nowrap; }
  .reactions button.mine { background: var(--accent-soft); box-shadow: 0 0 0 1px var(--accent-text); }
  .reactions b { margin-inline-start: 3px; font-size: 11.5px; font-weight: 600; color: var(--text); }

  /* Beside its message, so that it covers no other; over the far end of its own where there is too little room. */
  .log { container: log / inline-size; }
  .message { --room: calc(min(100cqi, 820px) - 40px - 5 * 32px - 8px); }
  .message:has(.sign) { --room: calc(min(100cqi, 820px) - 40px - 6 * 32px - 8px); }
  .tools { position: absolute; inset-block-start: 0; inset-inline-end: min(100% + 6px, var(--room)); z-index: 2; display: flex; padding: 3px; border-radius: 22px; background: var(--bg); box-shadow: var(--shadow); animation: appear 0.12s ease-out; }
  .other .tools { inset-inline: min(100% + 6px, var(--room) - 40px) auto; }
  .tools::before { content: ''; position: absolute; inset: 0 -8px; z-index: -1; }
  .tool { display: grid; place-items: center; inline-size: 32px; block-size: 32px; border-radius: 50%; color: var(--soft); }
  .tool:hover { background: var(--bubble); color: var(--text); }
  .tool .icon { inline-size: 18px; block-size: 18px; }
  .tool.sign { font-size: 18px; transition: scale 0.12s; }
  .tool.sign:hover { scale: 1.15; }
  .tool.danger:hover { color: var(--danger); }
  @keyframes appear { from { opacity: 0; translate: 0 4px; } }

  .typing { display: flex; gap: 10px; align-items: center; min-block-size: 34px; font-size: 13px; }
  .dots { display: flex; gap: 4px; padding: 11px 13px; border-radius: 16px; background: var(--bubble); }
  .dots i { inline-size: 6px; block-size: 6px; border-radius: 50%; background: var(--soft); animation: bob 1.2s infinite ease-in-out; }
  .dots i:nth-child(2) { animation-delay: 0.15s; }
  .dots i:nth-child(3) { animation-delay: 0.3s; }
  @keyframes bob { 30% { translate: 0 -4px; } 60% { translate: 0; } }

  .jump { position: absolute; inset-block-end: 14px; inset-inline-end: 24px; z-index: 2; display: flex; gap: 8px; align-items: center; min-inline-size: 40px; min-block-size: 40px; padding-inline: 10px; border-radius: 22px; background: var(--bg); box-shadow: var(--shadow); font-size: 13.5px; font-weight: 600; animation: appear 0.15s ease-out; }
  .jump span { padding-inline-start: 6px; color: var(--accent-text); }
  .toast { position: absolute; inset-block-end: 96px; inset-inline: 0; inline-size: fit-content; max-inline-size: 86%; margin-inline: auto; padding: 9px 16px; border-radius: 22px; background: light-dark(#222427, #f0f0ee); color: light-dark(#fff, #1d1f21); font-size: 13.5px; opacity: 0; pointer-events: none; transition: opacity 0.2s; z-index: 5; }
  .toast.shown { opacity: 1; }
  .bubbles { display: flex; flex-direction: column; gap: 14px; }
  .bubble-bone { block-size: 42px; max-inline-size: 420px; border-radius: 18px; }
  .bubble-bone.own { align-self: flex-end; }
  .waiting > .bubbles { padding: 20px; }
  .thread > .empty { flex: 1; }

  @container shell (max-width: 699px) {
    .thread-head, .strip, .banner { padding-inline: 16px; }
    .log-inside { padding-inline: 14px; }
    .message { max-inline-size: 84%; }
    /* No room beside it: in a line of its own below the message that was pressed, so that nothing is covered. */
    .tools { position: static; flex-wrap: wrap; margin-block: 6px 2px; }
    .tools::before { display: none; }
    .message:not(:focus-within) > .tools { display: none; }
    .tool { inline-size: 44px; block-size: 44px; }
    .jump { min-inline-size: 44px; min-block-size: 44px; }
  }
`;
