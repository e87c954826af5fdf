import { html, type TemplateResult } from 'lit';

/** Grey shapes while a page is fetched. */
export function pageBones(text: string): TemplateResult {
  return html`<div class="page-bones skeleton" aria-busy="true"><span class="hidden">${text}</span><i class="bone w40"></i><i class="bone w80"></i><i class="bone block"></i><i class="bone block"></i></div>`;
}
