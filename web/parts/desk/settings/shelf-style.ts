import { css } from 'lit';

/** The looks of the pages of templates and macros. */
export const shelfStyle = css`
  .shelf-title { display: flex; flex-wrap: wrap; gap: 12px 20px; align-items: start; justify-content: space-between; }
  .shelf-title > div { flex: 1 1 300px; }
  .shelf-search { margin-block-end: 12px; }
  .page-scroll .shelf-search { border-radius: 22px; padding-inline: 16px; }
  .page-scroll .picks { margin-block-end: 16px; }
  .shelf { display: grid; gap: 8px; }
  .shelf-item { display: grid; gap: 3px; inline-size: 100%; padding: 12px 16px; border: 1px solid var(--line); border-radius: 14px; background: var(--bg); }
  .shelf-item:hover { background: var(--hover); }
  .shelf-name { display: flex; flex-wrap: wrap; gap: 4px 8px; align-items: center; }
  .shelf-name strong { font-weight: 630; overflow-wrap: anywhere; }
  .shelf-name kbd { font: 600 12px/18px ui-monospace, monospace; padding: 0 6px; border: 1px solid var(--line); border-radius: 6px; color: var(--soft); }
  .shelf-text { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-size: 14px; color: var(--soft); }
  .shelf-figures { font-size: 12.5px; }
  .way-back { margin: -6px 0 8px -7px; }
  .shelf-foot { display: flex; flex-wrap: wrap; gap: 10px; justify-content: space-between; margin-block-start: 20px; }
  .danger-button { color: var(--danger); }
  .variant { display: grid; gap: 10px; padding-block-start: 14px; border-block-start: 1px solid var(--line); }
  .page-scroll .variant textarea { field-sizing: content; min-block-size: 168px; max-block-size: 60dvh; }
  .variant-head { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
  .variant-head .field-box { flex: 0 1 220px; }
  .page-scroll parley-template-files h3 { margin: 0; }
  .page-scroll parley-template-files .tray { max-block-size: none; margin: 10px 0 0; padding: 0; overflow: visible; }
  .page-scroll parley-template-files .add { display: inline-flex; gap: 6px; align-items: center; margin-block-start: 12px; }
  .page-scroll parley-template-files .add .icon { inline-size: 17px; block-size: 17px; }
  .macro-acts { display: grid; gap: 8px; padding: 0; margin: 0; list-style: none; }
  .macro-act { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; padding: 10px 12px; border-radius: 12px; background: var(--sunken); font-size: 14px; }
  .macro-act > span { font-weight: 570; }
  .macro-act .field-box { flex: 0 1 220px; }
  .macro-act .tiny { margin-inline-start: auto; }
  .macro-add { display: flex; flex-wrap: wrap; gap: 6px; }
`;
