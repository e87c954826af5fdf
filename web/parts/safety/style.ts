import { css } from 'lit';

/** The looks of what keeps people safe in a thread. */
export const safetyStyle = css`
  parley-removed-text { display: block; max-inline-size: 100%; font-size: 13px; }
  .own parley-removed-text { text-align: end; }
  .cut-button { color: var(--soft); font-weight: 500; }
  .cut { margin-block-start: 4px; color: var(--soft); text-align: start; }
  .cut blockquote { max-block-size: 260px; margin: 4px 0 2px; padding: 8px 12px; overflow-y: auto; border-inline-start: 3px solid var(--line); border-radius: 3px; background: var(--sunken); color: var(--text); white-space: pre-wrap; overflow-wrap: anywhere; }
  /* Tools that came in under a pressed button would move it from under the finger. */
  @container shell (max-width: 699px) {
    .message:has(parley-removed-text:focus-within) > .tools { display: none; }
  }
`;
