import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Entry } from '../../kit/grouping';
import type { Extra } from '../../kit/outbox';
import { isBy } from '../../kit/receipts';
import { type SafetyTongue, safetyTongueFor } from '../../kit/safety/words';
import type { Thread } from '../../kit/thread';
import type { Message } from '../../kit/wire';
import { adopt } from '../../parts/adopt';
import { LightElement } from '../../parts/light';
import { safetyStyle } from '../../parts/safety/style';
import type { SafetyParts } from '../../parts/safety-parts';
import type { ThreadView } from '../thread-view';
import { Watch } from '../watch';
import { type SafetyOf, safetyOf } from './safety-of';
import './removed-text';

/** What keeps people safe in a thread, and explains itself. It reaches into the thread by `SafetyParts`. */
@customElement('parley-safety')
export class ParleySafety extends LightElement implements SafetyParts {
  @property({ attribute: false }) view!: ThreadView;
  @property({ attribute: false }) thread: Thread | null = null;
  private readonly watch = new Watch(this);
  private of: SafetyOf | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    adopt(this.getRootNode(), safetyStyle);
  }

  get words(): SafetyTongue {
    return safetyTongueFor(this.view.tongue);
  }

  protected override willUpdate(): void {
    const { view, words } = this;
    if (!words.ready) void words.whenReady.then(() => this.redraw());
    const of = safetyOf(view);
    if (of !== this.of) this.enter(of);
    of?.look(this.own);
    this.watch.these(this.thread?.changed, of?.changed);
  }

  private enter(of: SafetyOf | null): void {
    this.of?.leave();
    this.of = of;
    of?.enter();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.enter(null);
  }

  protected override firstUpdated(): void {
    this.redraw();
  }

  protected override updated(): void {
    this.view.requestUpdate();
  }

  private redraw(): void {
    this.requestUpdate();
    this.view.requestUpdate();
  }

  private get own(): Message[] {
    const { thread, session } = this.view;
    return (thread?.messages ?? []).filter(message => isBy(message.author, session.person));
  }

  protected override render(): TemplateResult | typeof nothing {
    return nothing;
  }

  typed(_text: string): void {}

  leaving(_text: string): Extra | null {
    return null;
  }

  weave(entries: Entry[]): Entry[] {
    return entries;
  }

  under(message: Message): TemplateResult | null {
    const { of, words, view } = this;
    if (!of?.cuts.has(message.seq) || message.unsentAt || !isBy(message.author, view.session.person))
      return null;
    const ask = () => of.cuts.text(message.seq);
    return html`<parley-removed-text .words=${words} .tongue=${view.tongue} .ask=${ask}></parley-removed-text>`;
  }

  report(_message: Message | null): void {}
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-safety': ParleySafety;
  }
}
