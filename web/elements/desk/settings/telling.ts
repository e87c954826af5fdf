import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';

const undoableMs = 8_000;
const readMs = 4_000;

/** Says what came of something, for a moment, with a way back where there is one. */
export class Telling implements ReactiveController {
  private text = '';
  private back: { label: string; act(): void } | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
  }

  show(text: string, back: { label: string; act(): void } | null = null): void {
    this.text = text;
    this.back = back;
    this.hide();
    this.host.requestUpdate();
  }

  private readonly hide = (): void => {
    clearTimeout(this.timer);
    this.timer = setTimeout(
      () => {
        this.text = '';
        this.back = null;
        this.host.requestUpdate();
      },
      this.back ? undoableMs : readMs,
    );
  };

  private readonly hold = (): void => clearTimeout(this.timer);

  render(): TemplateResult {
    const { text, back } = this;
    const undo = (): void => {
      this.text = '';
      this.back = null;
      back?.act();
    };
    return html`<div class="deed ${text ? 'shown' : ''}" part="toast" @mouseenter=${this.hold} @mouseleave=${this.hide} @focusin=${this.hold} @focusout=${this.hide}>
      <span role="status">${text}</span>
      ${back ? html`<button class="link" type="button" @click=${undo}>${back.label}</button>` : nothing}
    </div>`;
  }
}
