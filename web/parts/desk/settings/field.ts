import { html, nothing, type TemplateResult } from 'lit';

export interface FieldLook {
  id: string;
  label: string;
  /** Only for those who cannot see what stands around it. */
  quiet?: boolean;
  hint?: string;
  /** What to do about it, where it cannot stay so. */
  flaw?: string | undefined;
  wide?: boolean;
}

/** A control with its label, its hint and what is wrong with it; the control takes `describedBy` and `aria-invalid`. */
export function field(look: FieldLook, control: TemplateResult): TemplateResult {
  const { id, label, hint, flaw } = look;
  return html`<div class="field-box ${look.wide ? 'wide' : ''}">
    <label class=${look.quiet ? 'hidden' : ''} for=${id}>${label}</label>
    ${control}
    ${flaw ? html`<p class="flaw" id="${id}-flaw">${flaw}</p>` : nothing}
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
  </div>`;
}

export function describedBy({
  id,
  hint,
  flaw,
}: Pick<FieldLook, 'id' | 'hint' | 'flaw'>): string | typeof nothing {
  return [flaw && `${id}-flaw`, hint && `${id}-hint`].filter(Boolean).join(' ') || nothing;
}

export function textOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement).value;
}

/** A date of which only the day is typed yet has no value: to set one then would take it away again. */
export function isWhole(event: Event): boolean {
  return !(event.target as HTMLInputElement).validity.badInput;
}

/** On or off, at once visible. */
export function toggle(
  label: string | TemplateResult,
  on: boolean,
  turn: (on: boolean) => void,
  options: { disabled?: boolean; name?: string } = {},
): TemplateResult {
  return html`<label class="toggle"><input type="checkbox" role="switch" aria-label=${options.name ?? nothing} .checked=${on} ?disabled=${options.disabled ?? false} @change=${(event: Event) => turn((event.target as HTMLInputElement).checked)} /><i aria-hidden="true"></i><span>${label}</span></label>`;
}
