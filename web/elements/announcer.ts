import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';

const keepMs = 4_000;
const spokenMs = 3_000;

interface Line {
  seq: number;
  text: string;
}

/** Speaks each new message once, and shows short notes that need no answer. History that loads stays silent. */
export class Announcer implements ReactiveController {
  private spoken: Line[] = [];
  private silence: ReturnType<typeof setTimeout> | undefined;
  private note = '';
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
    clearTimeout(this.silence);
    this.spoken = [];
  }

  /** Each message is a node of its own, so that all that come together are spoken; soon the words are gone again. */
  say(seq: number, text: string): void {
    this.spoken = [...this.spoken, { seq, text }];
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      this.spoken = [];
      this.host.requestUpdate();
    }, spokenMs);
    this.host.requestUpdate();
  }

  /** What was unsent is not to be found here either. */
  unsay(gone: (seq: number) => boolean): void {
    this.spoken = this.spoken.filter(line => !gone(line.seq));
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
    return html`<div class="hidden" aria-live="polite" data-announcer>${repeat(
      this.spoken,
      line => line,
      line => html`<p>${line.text}</p>`,
    )}</div>
      <div class="toast ${this.note ? 'shown' : ''}" part="toast" role="status">${this.note}</div>`;
  }
}
