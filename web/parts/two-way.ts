import { html, type TemplateResult } from 'lit';

/** A switch between two named views; which one is on is told by more than colour. */
export function twoWay<T extends string>(
  label: string,
  value: T,
  options: Record<T, string>,
  choose: (value: T) => void,
): TemplateResult {
  const names = Object.keys(options) as T[];
  return html`<div class="two-way" role="group" aria-label=${label}>
    ${names.map(
      name =>
        html`<button type="button" aria-pressed=${name === value} @click=${() => choose(name)}>${options[name]}</button>`,
    )}
  </div>`;
}
