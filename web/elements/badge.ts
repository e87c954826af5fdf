import { Api } from '../kit/api';
import { connectionOf, onConfigured, settings } from '../kit/settings';
import type { Counts } from '../kit/wire';
import { badgeStyle } from './contact.css';
import { localeOf, say } from './contact-words';
import { sendWhatWaits } from './waiting';

const everyMs = 45_000;

/**
 * The number of unread messages. Follows an inbox or thread on the same page at once; otherwise asks gently,
 * and only while the page is visible. Hidden when there is nothing unread.
 *
 * @element parley-badge
 * @attr as - `buyer` (default) or `vendor:ID`.
 * @attr server, token-url, locale, theme - See `Parley.configure`.
 * @fires parley-count - The number changed; `detail` is `{ conversations, messages }`.
 * @csspart badge
 * @cssprop --parley-accent, --parley-on-accent, --parley-font
 */
export class ParleyBadge extends HTMLElement {
  static readonly observedAttributes = ['as', 'server', 'token-url', 'locale', 'theme'];

  private readonly number = document.createElement('span');
  private timer: ReturnType<typeof setInterval> | undefined;
  private stop: (() => void) | null = null;
  private heardMs = 0;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    const style = new CSSStyleSheet();
    style.replaceSync(badgeStyle);
    root.adoptedStyleSheets = [style];
    this.number.setAttribute('part', 'badge');
    this.number.setAttribute('role', 'img');
    root.append(this.number);
  }

  connectedCallback(): void {
    this.hidden = true;
    this.stop = onConfigured(() => void this.ask());
    window.addEventListener('parley-counts', this.heard);
    document.addEventListener('visibilitychange', this.seen);
    this.timer = setInterval(this.seen, everyMs);
    void this.ask();
  }

  disconnectedCallback(): void {
    this.stop?.();
    clearInterval(this.timer);
    window.removeEventListener('parley-counts', this.heard);
    document.removeEventListener('visibilitychange', this.seen);
  }

  attributeChangedCallback(): void {
    if (this.isConnected) void this.ask();
  }

  private get as(): string {
    return this.getAttribute('as') ?? 'buyer';
  }

  private readonly heard = (event: Event): void => {
    const counts = (event as CustomEvent<Counts & { as: string }>).detail;
    if (counts.as !== this.as) return;
    this.heardMs = Date.now();
    this.show(counts);
  };

  private readonly seen = (): void => {
    // Whoever is connected live on this page tells us; asking as well would be waste.
    if (document.visibilityState === 'visible' && Date.now() - this.heardMs > everyMs) void this.ask();
  };

  private async ask(): Promise<void> {
    const connection = connectionOf(this);
    if (!connection) return;
    const asked = Date.now();
    try {
      const api = new Api(connection.server, connection.tokens);
      const counts = await api.get<Counts>('/v1/inbox/counts', { query: { as: this.as }, tries: 1 });
      // Whoever is connected live may have told us something newer meanwhile.
      if (this.heardMs < asked) this.show(counts);
      await sendWhatWaits(this);
    } catch {
      // Out of reach or signed out: what was shown stays until the next time.
    }
  }

  private show(counts: Counts): void {
    const { messages } = counts;
    this.dataset.theme = this.getAttribute('theme') ?? settings().theme ?? 'auto';
    this.hidden = messages === 0;
    this.lang = localeOf(this);
    const text = messages > 99 ? '99+' : String(messages);
    if (text === this.number.textContent) return;
    this.number.textContent = text;
    this.number.setAttribute('aria-label', say(this, 'badge', { n: messages }));
    this.dispatchEvent(new CustomEvent('parley-count', { detail: counts, bubbles: true, composed: true }));
  }
}
