import { LitElement, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { Refusal } from '../kit/problem';
import type { Operator } from './operator';
import type { ConsoleTongue } from './tongue';

/**
 * A part of the console that asks the server by itself, each time it comes into view, and keeps what somebody wrote in it while they look at
 * another. It tells the console `said` (a sentence for screen readers) and `signed-out`.
 */
export abstract class Section extends LitElement {
  /** Given before it is connected. */
  @property({ attribute: false }) operator!: Operator;
  @property({ attribute: false }) shown = false;
  @state() protected wrong = '';

  override connectedCallback(): void {
    super.connectedCallback();
    void this.tongue.ready.then(() => this.requestUpdate());
  }

  /** In the console's own root, whose looks hold. */
  protected override createRenderRoot(): HTMLElement | ShadowRoot {
    return this;
  }

  protected get tongue(): ConsoleTongue {
    return this.operator.tongue;
  }

  /** Asks for what it shows. */
  protected load(): Promise<void> {
    return Promise.resolve();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('shown') && this.shown) void this.try(() => this.load());
  }

  protected call<T>(method: string, path: string, body?: unknown): Promise<T> {
    return this.operator.call<T>(method, path, body);
  }

  /** Does it, and shows the server's own sentence where it says no. */
  protected async try(doing: () => Promise<void>): Promise<void> {
    this.wrong = '';
    try {
      await doing();
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) this.tell('signed-out', '');
      this.wrong = error instanceof Refusal ? error.message : this.tongue.t('offline');
    }
  }

  protected say(sentence: string): void {
    this.tell('said', sentence);
  }

  protected tell(type: string, detail: string): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  /** Moves the keyboard to a place of this part, once it is drawn. */
  protected async focusOn(selector: string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }
}
