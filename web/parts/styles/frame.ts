import { css } from 'lit';

/** The three columns, by the element's own width: one below 700 px, two below 1120 px, then three. */
export const frame = css`
  .shell { container: shell / inline-size; display: flex; flex-direction: column; block-size: 100%; }
  .frame { position: relative; flex: 1; min-block-size: 0; display: grid; grid-template: minmax(0, 1fr) / minmax(0, 1fr); overflow: clip; background: var(--bg); }
  .column-list, .column-thread { display: block; min-inline-size: 0; min-block-size: 0; }
  .column-thread > .empty { block-size: 100%; }
  parley-thread-view { display: block; block-size: 100%; }
  .has-open .column-list, .frame:not(.has-open, .alone) .column-thread { display: none; }

  .line { position: absolute; inset-inline: 0; inset-block-end: 0; z-index: 6; }

  .column-context { position: absolute; inset-block: 0; inset-inline-end: 0; z-index: 4; inline-size: min(360px, 100%); overflow-y: auto; background: var(--bg); box-shadow: var(--shadow); visibility: hidden; translate: 24px 0; opacity: 0; transition: translate 0.2s, opacity 0.2s, visibility 0.2s; }
  :host([dir='rtl']) .column-context { translate: -24px 0; }
  .has-details .column-context { visibility: visible; transition: translate 0.2s, opacity 0.2s; translate: 0 0 !important; opacity: 1; }
  .shade { display: none; position: absolute; inset: 0; z-index: 3; background: rgb(0 0 0 / 0.3); }
  .has-details .shade { display: block; }

  .context-head { display: flex; align-items: center; justify-content: space-between; block-size: 68px; padding-inline: 24px 14px; }
  .context-head h2 { font-size: 16px; font-weight: 650; }
  .context-body { display: grid; gap: 24px; padding: 4px 24px 28px; }
  .who { display: flex; gap: 14px; align-items: center; }
  .who h3 { font-weight: 600; overflow-wrap: anywhere; }
  .who p { font-size: 13px; }

  .card { border: 1px solid var(--line); border-radius: 16px; overflow: hidden; }
  .card-image { inline-size: 100%; aspect-ratio: 16 / 10; }
  .card-body { display: grid; gap: 12px; padding: 16px; }
  .card-kind { display: flex; align-items: center; justify-content: space-between; gap: 8px; font-size: 13px; color: var(--soft); }
  .card h3 { font-weight: 600; font-size: 16px; line-height: 1.35; overflow-wrap: anywhere; margin-block-start: -6px; }
  .price { font-size: 17px; font-weight: 650; }
  .items { display: grid; gap: 10px; font-size: 14px; padding-block-start: 12px; border-block-start: 1px solid var(--line); }
  .items li { display: flex; gap: 10px; align-items: center; }
  .items li > :nth-last-child(3) { flex: 1; min-inline-size: 0; overflow-wrap: anywhere; }
  .items img { inline-size: 36px; block-size: 36px; border-radius: 8px; }
  .total { display: flex; justify-content: space-between; padding-block-start: 12px; border-block-start: 1px solid var(--line); }
  .facts { display: grid; gap: 6px; font-size: 14px; }
  .facts div { display: flex; justify-content: space-between; gap: 12px; }
  .facts dt { color: var(--soft); }

  @container shell (min-width: 700px) {
    .frame:not(.alone) { grid-template-columns: clamp(316px, 38%, 364px) minmax(0, 1fr); }
    .frame .column-list, .frame:not(.has-open, .alone) .column-thread { display: block; }
    .column-list { border-inline-end: 1px solid var(--line); }
    .frame:not(.alone) .leave.back { display: none; }
  }
  /* Nothing to choose from, in this folder or at all: what the list says stands alone, in the middle. */
  .bare .column-thread > .empty { visibility: hidden; }
  @container shell (min-width: 700px) {
    .frame:not(.has-open):has(.list-scroll > .empty) { grid-template-columns: minmax(0, 1fr); }
    .frame:not(.has-open):has(.list-scroll > .empty) .column-thread { display: none; }
    .frame:not(.has-open) .list-scroll:has(> .empty) { display: grid; align-content: center; }
    .frame:not(.has-open) .column-list:has(.list-scroll > .empty) { border: 0; }
  }
  @container shell (min-width: 1120px) {
    .frame:not(.alone, .with-desk) { grid-template-columns: 364px minmax(0, 1fr); }
    .frame.has-open:not(.alone, .with-desk) { grid-template-columns: 364px minmax(0, 1fr) 344px; }
    .frame:not(.alone, .with-desk) :is(.details-button, .context-close, .shade) { display: none; }
    .frame:not(.alone, .with-desk) .column-context { position: static; inline-size: auto; visibility: visible; translate: none; opacity: 1; box-shadow: none; border-inline-start: 1px solid var(--line); }
    .frame:not(.alone, .with-desk) .strip { display: none; }
  }

  /* The desk's folders stand beside its list from 1100 px on, so that the context column has room only later. */
  @container shell (min-width: 700px) {
    .frame.with-desk { grid-template-columns: clamp(340px, 42%, 380px) minmax(0, 1fr); }
    .frame.with-desk:not(.has-open):has(.desk-scroll > .empty) { grid-template-columns: minmax(0, 1fr); }
    .frame.with-desk:not(.has-open):has(.desk-scroll > .empty) .column-thread { display: none; }
  }
  @container shell (min-width: 1100px) {
    .frame.with-desk { grid-template-columns: 578px minmax(0, 1fr); }
  }
  @container shell (min-width: 1360px) {
    .frame.with-desk.has-open { grid-template-columns: 578px minmax(0, 1fr) 328px; }
    .frame.with-desk :is(.details-button, .context-close, .shade) { display: none; }
    .frame.with-desk .column-context { position: static; inline-size: auto; visibility: visible; translate: none; opacity: 1; box-shadow: none; border-inline-start: 1px solid var(--line); }
    .frame.with-desk .strip { display: none; }
  }
`;
