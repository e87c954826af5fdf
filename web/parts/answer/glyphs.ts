import { html, svg, type TemplateResult } from 'lit';

const paths = {
  note: 'M5 4.5h14v10l-5 5H5zM14 19.5v-5h5M8.5 9h7M8.5 12.5h3.5',
  templates: 'M4.5 5.5h15v13h-15zM8 9.5h8M8 12.5h8M8 15.5h4.5',
  macros: 'M13 3.5L5.5 13.5h5.5l-1 7L17.5 10.5H12z',
  search: 'M10.5 17a6.5 6.5 0 100-13 6.5 6.5 0 000 13zM15.5 15.5L20 20',
  plus: 'M12 5v14M5 12h14',
} as const;

/** A line drawing of what a team has beside its threads. */
export function glyph(name: keyof typeof paths): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${paths[name]} />`}</svg>`;
}
