import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';

const keepMs = 4_000;

/** Speaks each new message once, and shows short notes that need no answer. History that loads stays silent. */
export class Announcer implements ReactiveController {
  private spoken = '';
  private note = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
  }

  say(text: string): void {
    // The same words twice are a change only if something differs.
    this.spoken = text === this.spoken ? `${text}\u00a0` : text;
    this.host.requestUpdate();
  }

  show(note: string): void {
    this.note = note;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.note = '';
      this.host.requestUpdate();
    }, keepMs);
    this.host.requestUpdate();
  }

  render(): TemplateResult {
    return html`<div class="hidden" aria-live="polite" data-announcer>${this.spoken}</div>
      <div class="toast ${this.note ? 'shown' : ''}" part="toast" role="status">${this.note}</div>`;
  }
}
