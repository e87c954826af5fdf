import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Desk } from '../../kit/desk/desk';
import type { DeskQuery } from '../../kit/desk/query';
import { Suspicious } from '../../kit/desk/suspicious';
import { sentence } from '../../kit/sentence';
import { suspiciousWords } from '../../kit/words/suspicious';
import { adopt } from '../../parts/adopt';
import { icon } from '../../parts/icons';
import { LightElement } from '../../parts/light';
import { Watch } from '../watch';

const spam: DeskQuery = { folder: 'spam', sort: 'time', filters: {} };

const style = css`
  .suspicious { display: flex; gap: 8px; align-items: center; margin: 8px; padding-inline: 12px 2px; border-radius: 10px; background: var(--amber-soft); color: var(--amber); font-size: 13.5px; }
  .suspicious .link { flex: 1; min-block-size: 36px; color: inherit; font-weight: 600; }
  .suspicious .icon-button { inline-size: 36px; block-size: 36px; color: inherit; }
  .suspicious .icon { inline-size: 15px; block-size: 15px; }
  /* What lies over the foot of the list for a while leaves nothing half covered below it. */
  .desk-list:has(.bulk) .suspicious { display: none; }
  .desk:has(.deed.shown) .suspicious { visibility: hidden; }
  @container shell (max-width: 699px) {
    .suspicious :is(.link, .icon-button) { min-block-size: 44px; min-inline-size: 44px; }
  }
`;

/**
 * One line below the list, where nothing moves when it comes: so many requests were put into the spam folder, where it leads. The desk says
 * which folder is open and how one goes to another; where the focus goes when the line does.
 */
@customElement('parley-desk-suspicious')
export class SuspiciousLine extends LightElement {
  @property({ attribute: false }) desk!: Desk;
  @property() locale = '';
  /** Whoever looks into the folder knows of them. */
  @property({ attribute: false }) inside = false;
  @property({ attribute: false }) go!: (query: DeskQuery) => void;
  @property({ attribute: false }) leave!: () => void;
  private suspicious: Suspicious | null = null;
  private readonly watch = new Watch(this);

  override connectedCallback(): void {
    super.connectedCallback();
    adopt(this.getRootNode(), style);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.suspicious?.close();
    this.suspicious = null;
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    const { desk } = this;
    if (changes.has('desk') || !this.suspicious) {
      this.suspicious?.close();
      this.suspicious = new Suspicious(desk.session, () => void desk.list(spam).load());
    }
    this.watch.these(desk.changed, desk.session.rows.changed);
    this.suspicious.count(desk.counts.spam ?? 0);
    if (this.inside) this.suspicious.dismiss();
  }

  private readonly hide = (): void => {
    this.suspicious?.dismiss();
    this.requestUpdate();
    this.leave();
  };

  protected override render(): TemplateResult {
    const n = this.suspicious?.ids.length ?? 0;
    const words = suspiciousWords(this.locale);
    const says = n > 0 ? sentence(words.suspicious, { n }, this.locale) : '';
    return html`${
      n > 0
        ? html`<div class="suspicious"><button class="link" type="button" @click=${() => this.go(spam)}>${says}</button><button class="icon-button" type="button" aria-label=${words.hide} title=${words.hide} @click=${this.hide}>${icon('close')}</button></div>`
        : nothing
    }<div class="hidden" role="status">${says}</div>`;
  }
}
