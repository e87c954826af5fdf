import { html, nothing, type TemplateResult } from 'lit';
import { toggle } from '../desk/settings/field';

export interface SwitchLook {
  label: string;
  hint?: string;
  on: boolean;
  disabled?: boolean;
  turn(on: boolean): void;
}

/** On or off, each with what it means below it. */
export function switches(all: SwitchLook[]): TemplateResult {
  return html`${all.map(({ label, hint, on, disabled, turn }) =>
    toggle(html`${label}${hint ? html`<small>${hint}</small>` : nothing}`, on, turn, {
      disabled: disabled ?? false,
    }),
  )}`;
}
