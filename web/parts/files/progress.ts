import { html, type TemplateResult } from 'lit';

/** How much of a file went up. */
export function progressBar(label: string, sent: number, all: number): TemplateResult {
  const percent = all > 0 ? Math.min(100, Math.floor((sent / all) * 100)) : 0;
  return html`<span class="file-bar" role="progressbar" aria-label=${label} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${percent}
    ><i style="inline-size:${percent}%"></i
  ></span>`;
}
