import { html, svg, type TemplateResult } from 'lit';

const paths = {
  plus: 'M12 5.5v13M5.5 12h13',
  bin: 'M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7',
  copy: 'M9 9h10.5v10.5H9zM15 9V4.5H4.5V15H9',
  grip: 'M9 6v.1M15 6v.1M9 12v.1M15 12v.1M9 18v.1M15 18v.1',
  up: 'M12 19V5M6 11l6-6 6 6',
  down: 'M12 5v14M6 13l6 6 6-6',
  back: 'M15 5l-7 7 7 7',
  chevron: 'M6.5 9.5L12 15l5.5-5.5',
  clock: 'M12 7.5V12l3 2M20.5 12a8.5 8.5 0 11-17 0 8.5 8.5 0 0117 0z',
  moon: 'M20 14.2A8.3 8.3 0 119.8 4a6.6 6.6 0 0010.2 10.2z',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  warn: 'M12 8.5v4.5M12 16.2v.1M12 3.5l9.5 16.5h-19z',
  close: 'M6 6l12 12M18 6L6 18',
  download: 'M12 4v11M7 10.5l5 5 5-5M5 20h14',
  play: 'M8 5.5l10 6.5-10 6.5z',
  flow: 'M4 6.5h5l6 11h5M17.5 15l2.5 2.5-2.5 2.5M4 17.5h5',
  edit: 'M4 20l1-4.2L16.2 4.6a1.9 1.9 0 012.7 0l.5.5a1.9 1.9 0 010 2.7L8.2 19 4 20z',
} as const;

export type Glyph = keyof typeof paths;

/** Line drawings of the desk's pages: hidden from screen readers, beside words or inside a labelled button. */
export function glyph(name: Glyph, className = ''): TemplateResult {
  return html`<svg class="icon ${className}" viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${paths[name]} />`}</svg>`;
}
