import { nothing, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { DeskTongue } from '../../kit/desk/words';
import { adopt } from '../../parts/adopt';
import { keySheet, keySheetStyle } from '../../parts/desk/key-sheet';
import { LightElement } from '../../parts/light';

/** What every key does, over the desk. */
@customElement('parley-desk-keys')
export class KeySheet extends LightElement {
  @property({ attribute: false }) words!: DeskTongue;
  /** Whether single keys do anything. */
  @property({ type: Boolean }) on = true;
  @property({ attribute: false }) turn!: (on: boolean) => void;
  @query('dialog') private dialog!: HTMLDialogElement | null;

  override connectedCallback(): void {
    super.connectedCallback();
    adopt(this.getRootNode(), keySheetStyle);
  }

  /** Shows it, or closes it again. */
  async show(): Promise<void> {
    await this.updateComplete;
    if (this.dialog?.open) this.dialog.close();
    else this.dialog?.showModal();
  }

  protected override render(): TemplateResult | typeof nothing {
    return this.words ? keySheet(this.words, this.on, this.turn) : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-desk-keys': KeySheet;
  }
}
