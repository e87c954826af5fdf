import { html, svg, type TemplateResult } from 'lit';

const paths = {
  back: 'M15 5l-7 7 7 7',
  close: 'M6 6l12 12M18 6L6 18',
  info: 'M12 11v5.5M12 7.6v.1M21 12a9 9 0 11-18 0 9 9 0 0118 0z',
  send: 'M12 19V5M5.5 11.5L12 5l6.5 6.5',
  chevron: 'M6.5 9.5L12 15l5.5-5.5',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  checks: 'M2.5 12.8l4.2 4.2L15 8.2M11.5 16l1 1L21.5 8.2',
  clock: 'M12 7.5V12l3 2M20.5 12a8.5 8.5 0 11-17 0 8.5 8.5 0 0117 0z',
  warn: 'M12 8.5v4.5M12 16.2v.1M12 3.5l9.5 16.5h-19z',
  lock: 'M7.5 10.5V8a4.5 4.5 0 019 0v2.5M5.5 10.5h13v9h-13z',
  offline:
    'M4 4l16 16M8.5 15a5 5 0 016.2-.7M5.2 11.7a9.6 9.6 0 013.6-2.1M12.5 9a9.6 9.6 0 016.3 2.7M12 18.7v.1',
  clip: 'M19.5 11.5l-7.4 7.4a4.6 4.6 0 01-6.5-6.5l7.9-7.9a3.1 3.1 0 014.4 4.4l-7.9 7.9a1.6 1.6 0 01-2.2-2.2l7-7',
  search: 'M10.5 17a6.5 6.5 0 100-13 6.5 6.5 0 000 13zM15.5 15.5L20 20',
  tag: 'M4 12.5V4h8.5l7.5 7.5-8.5 8.5zM8.3 8.3v.1',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing beside words or inside a labelled button: always hidden from screen readers. */
export function icon(name: IconName, className = ''): TemplateResult {
  return drawn(paths[name], className);
}

export function drawn(path: string, className = ''): TemplateResult {
  return html`<svg class="icon ${className}" viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${path} />`}</svg>`;
}
