import { html, nothing, type TemplateResult } from 'lit';
import { describedBy, field, textOf } from './field';

export interface NumberLook {
  id: string;
  label: string;
  hint?: string;
  value: number;
  least: number;
  most: number;
  may: boolean;
  change(value: number): void;
}

/** A whole number between two others; what lies beyond becomes the nearest. */
export function numberField(look: NumberLook): TemplateResult {
  const { id, least, most, value, may } = look;
  return field(
    look,
    html`<input id=${id} type="number" inputmode="numeric" min=${least} max=${most} .value=${String(value)} ?disabled=${!may} aria-describedby=${describedBy(look) || nothing} @change=${(
      event: Event,
    ) => {
      const typed = Math.round(Number(textOf(event)));
      const whole = Number.isFinite(typed) ? Math.min(Math.max(typed, least), most) : value;
      (event.target as HTMLInputElement).value = String(whole);
      look.change(whole);
    }} />`,
  );
}
