import { css } from 'lit';

/** The looks of the search. */
export const searchStyle = css`
  parley-search { display: flex; flex-direction: column; flex: 1; min-block-size: 0; }
  .search { display: flex; flex-direction: column; flex: 1; min-block-size: 0; }
  .search-line { display: flex; gap: 4px; align-items: center; padding: 4px 12px 10px 20px; }
  :host([dir='rtl']) .search-line { padding-inline: 20px 12px; }
  .search-field { flex: 1; min-inline-size: 0; min-block-size: 42px; padding: 8px 16px; border: 1px solid var(--field); border-radius: 22px; background: var(--bg); color: var(--text); font: inherit; }
  .search-field::placeholder { color: var(--soft); opacity: 1; }
  .search-field::-webkit-search-cancel-button { display: none; }
  .search-field:focus { outline: none; border-color: var(--accent-text); box-shadow: 0 0 0 1px var(--accent-text); }
  .search-filters { display: flex; flex-wrap: wrap; gap: 6px; padding: 0 20px 10px; }
  .search-filter { display: inline-flex; gap: 6px; align-items: center; max-inline-size: 100%; min-block-size: 32px; padding: 4px 10px; border: 1px solid var(--line); border-radius: 16px; background: var(--bg); color: var(--soft); font: inherit; font-size: 13px; cursor: pointer; }
  .search-filter.set { border-color: var(--accent-text); background: var(--accent-soft); color: var(--text); font-weight: 560; }
  .search-filter input { margin: 0; accent-color: var(--accent); }
  .search-filter:focus-visible, .search-filter:focus-within { outline: 2px solid var(--accent-text); outline-offset: 1px; }
  .search-found { flex: 1; min-block-size: 0; overflow: hidden auto; padding: 0 8px 16px; scrollbar-width: thin; scrollbar-color: var(--line) transparent; outline: none; }
  .search-found .older { opacity: 0.6; }
  .search-hint { padding: 12px; font-size: 14px; color: var(--soft); text-wrap: pretty; }
  .search-hint strong { color: var(--text); }
  .found-thread { border-radius: 14px; padding-block-end: 4px; }
  .found-thread[aria-current] { background: var(--accent-soft); }
  .found { display: flex; gap: 14px; align-items: center; inline-size: 100%; min-block-size: 72px; padding: 10px 12px 6px; border-radius: 14px; }
  .hit { display: flex; gap: 10px; align-items: baseline; inline-size: 100%; min-block-size: 36px; padding: 6px 12px; border-radius: 10px; font-size: 14px; }
  .hit-text { flex: 1; min-inline-size: 0; display: -webkit-box; -webkit-line-clamp: 2; -webkit-box-orient: vertical; overflow: hidden; overflow-wrap: anywhere; }
  .hit-note { flex-wrap: wrap; align-items: center; row-gap: 2px; inline-size: calc(100% - 24px); margin: 4px 12px; border: 1px solid light-dark(#ecd79a, #5a4a1c); background: light-dark(#fff6dc, #2f2814); }
  .hit-note .row-time { color: inherit; }
  .hit-note, .hit-kind { color: light-dark(#6b4d00, #f0cf86); }
  .hit-kind { display: inline-flex; flex: 1; gap: 4px; align-items: center; font-size: 12.5px; }
  .hit-kind .icon { inline-size: 13px; block-size: 13px; }
  .hit-note .hit-text { order: 1; flex: 1 0 100%; color: var(--text); }
  .found:hover, .hit:hover { background: var(--hover); }
  .found:focus-visible, .hit:focus-visible { outline-offset: -2px; }
  .search-found mark { padding: 0 1px; border-radius: 3px; background: light-dark(#ffe7a8, #6b5310); color: inherit; font-weight: 600; }
  .search-found .hit-note mark { background: light-dark(#ffd873, #7a5e14); }
  .hit-note:hover { background: light-dark(#ffefc2, #3a3219); }
  :is([data-found] .bubble, .team-note[data-found]) { outline: 2.5px solid light-dark(#d99a1b, #e6b450); outline-offset: 2px; }
  @container shell (max-width: 699px) { .hit, .search-filter { min-block-size: 44px; } .search-filter { border-radius: 22px; } .search-field { font-size: 16px; min-block-size: 46px; } }
`;
