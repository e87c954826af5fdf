import { LitElement, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { type Tongue, tongueFor } from '../kit/i18n';
import type { Session } from '../kit/session';
import { borrowSession } from '../kit/sessions';
import { onConfigured, settings } from '../kit/settings';

/** What inbox and thread share: where data comes from, language, direction and theme. */
export abstract class ParleyElement extends LitElement {
  /** Address of the Parley server; else the configured one. */
  @property() server: string | null = null;
  /** Address on the host's own site that answers with a fresh person token as plain text; else the configured function. */
  @property({ attribute: 'token-url' }) tokenUrl: string | null = null;
  /** `buyer` (the default) or `vendor:ID`. */
  @property() as = 'buyer';
  /** Language; else the configured one, the page's, the browser's. */
  @property() locale: string | null = null;
  /** `light`, `dark` or `auto`; else the configured one. */
  @property() theme: string | null = null;
  @state() protected session: Session | null = null;
  protected tongue: Tongue = tongueFor('en');
  private forget: (() => void) | null = null;
  private giveBack: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.forget = onConfigured(() => this.join());
    this.join();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.forget?.();
    this.unjoin();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    const moved = (['server', 'tokenUrl', 'as'] as const).some(name => changes.has(name) && this.hasUpdated);
    if (moved) this.join();
    this.tongue = tongueFor(
      this.locale,
      settings().locale,
      document.documentElement.lang,
      navigator.language,
    );
    if (!this.tongue.ready) void this.tongue.whenReady.then(() => this.requestUpdate());
    this.dir = this.tongue.dir;
    this.lang = this.tongue.locale;
    this.dataset.theme = this.theme ?? settings().theme ?? 'auto';
  }

  /** Called once the data source is known, and again when it changes. */
  protected joined(_session: Session): void {}

  private join(): void {
    this.unjoin();
    const borrowed = borrowSession(this);
    if (!borrowed) return;
    this.session = borrowed.session;
    this.giveBack = borrowed.release;
    borrowed.session.again();
    this.joined(borrowed.session);
  }

  private unjoin(): void {
    this.giveBack?.();
    this.giveBack = null;
    this.session = null;
  }
}
