import { html, type TemplateResult } from 'lit';

/** Grey shapes of the size of what comes, so that nothing moves when it does. */
export function rowSkeletons(count: number): TemplateResult {
  return html`<div class="skeleton" aria-hidden="true">
    ${Array.from(
      { length: count },
      () =>
        html`<div class="row"><span class="thumb bone"></span><span class="row-body"><i class="bone w40"></i><i class="bone w60"></i><i class="bone w80"></i></span></div>`,
    )}
  </div>`;
}

const shapes = ['w60', 'own w40', 'w80', 'w40', 'own w60', 'own w40', 'w60'];

export function threadSkeleton(): TemplateResult {
  return html`<div class="skeleton bubbles" aria-hidden="true">
    ${shapes.map(shape => html`<i class="bone bubble-bone ${shape}"></i>`)}
  </div>`;
}

/** Most conversations have a subject: its strip keeps its place. */
export function stripSkeleton(): TemplateResult {
  return html`<div class="strip skeleton" aria-hidden="true">
    <span class="thumb bone"></span><span class="strip-words"><i class="bone w60"></i></span>
  </div>`;
}
