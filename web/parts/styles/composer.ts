import { css } from 'lit';

export const composer = css`
  .composer { max-inline-size: 820px; margin-inline: auto; padding: 6px 20px calc(16px + env(safe-area-inset-bottom, 0px)); }
  .field { display: flex; align-items: flex-end; gap: 6px; padding: 4px; border: 1px solid var(--field); border-radius: 24px; background: var(--bg); transition: border-color 0.15s, box-shadow 0.15s; }
  .before { display: flex; flex: none; min-inline-size: 36px; }
  .field:focus-within { border-color: var(--accent-text); box-shadow: 0 0 0 1px var(--accent-text); }
  .field textarea { flex: 1; min-inline-size: 0; min-block-size: 38px; max-block-size: 38dvh; padding: 8px 0; border: 0; outline: 0; resize: none; background: none; field-sizing: content; line-height: 22px; overflow-wrap: anywhere; scrollbar-width: thin; }
  .field textarea::placeholder { color: var(--soft); opacity: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .send { display: grid; place-items: center; inline-size: 38px; block-size: 38px; flex: none; border-radius: 50%; background: var(--accent); color: var(--on-accent); transition: background 0.15s, color 0.15s; }
  .send:hover { filter: brightness(1.08); }
  .send:disabled { background: var(--bubble); color: var(--soft); cursor: default; filter: none; }
  .above { display: flex; align-items: center; gap: 8px; padding: 4px 4px 6px 16px; }
  .above-words { flex: 1; min-inline-size: 0; }
  .above-title { font-size: 12.5px; font-weight: 600; color: var(--accent-text); }
  .above .quote { border-color: var(--accent-text); margin-block-end: 2px; }
  .counter { padding: 4px 16px 0; font-size: 12.5px; color: var(--soft); text-align: end; }
  .counter:not(.over):empty { display: none; }
  .counter.over { color: var(--danger); font-weight: 600; }
  .closed { display: flex; align-items: center; justify-content: center; flex-wrap: wrap; gap: 8px 14px; padding: 16px 20px; border-block-start: 1px solid var(--line); background: var(--sunken); color: var(--soft); font-size: 14px; }
  .closed p { flex: 0 1 auto; max-inline-size: 56ch; }

  @container shell (max-width: 699px) {
    .composer { padding: 4px 12px calc(12px + env(safe-area-inset-bottom, 0px)); }
    .field textarea { font-size: 16px; min-block-size: 44px; padding-block: 11px; }
    .field { border-radius: 27px; }
    .send { inline-size: 44px; block-size: 44px; }
  }
`;
