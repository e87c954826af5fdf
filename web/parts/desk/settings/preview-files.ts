import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../icons';

/** Under how a text reads: the names of the files that come with it. */
export function previewFiles(names: string): TemplateResult | typeof nothing {
  return names ? html`<p class="preview-files">${icon('clip')}<bdi>${names}</bdi></p>` : nothing;
}
