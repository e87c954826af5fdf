import { html, svg, type TemplateResult } from 'lit';
import type { Priority } from '../../kit/desk/wire';

// Told apart by shape: an exclamation mark on a square, two chevrons up, a line, one chevron down.
const shapes = {
  urgent: svg`<rect x="3" y="3" width="18" height="18" rx="5" class="solid" /><path d="M12 7.5v5.5M12 16.3v.1" class="inked" />`,
  high: svg`<path d="M6 12.5l6-5.5 6 5.5M6 18l6-5.5 6 5.5" />`,
  normal: svg`<path d="M6 12h12" />`,
  low: svg`<path d="M6 9.5l6 5.5 6-5.5" />`,
};

export function priorityMark(level: Priority): TemplateResult {
  return html`<svg class="icon prio ${level}" viewBox="0 0 24 24" aria-hidden="true">${shapes[level]}</svg>`;
}
