import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { AddressesToTell, offKey } from '../../kit/notices/off';
import { pageOf } from '../../kit/notices/page';
import type { AddressOffView } from '../../kit/notices/wire';
import { adopt } from '../../parts/adopt';
import { icon } from '../../parts/icons';
import { noticesStyle } from '../../parts/notices/style';
import { NoticesPart } from './notices-part';

/** A quiet line over the inbox: what we send to an address comes back. Gone when it is put away, until it happens again. */
@customElement('parley-address-off')
export class AddressOff extends NoticesPart {
  private told!: AddressesToTell;
  private deaf: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    adopt(this.getRootNode(), noticesStyle);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.deaf?.();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('session')) this.listen();
    this.watch.these(this.told.changed);
  }

  private listen(): void {
    const { session } = this;
    this.deaf?.();
    this.told = new AddressesToTell(session);
    this.deaf = session.live.heard.add(([target]) => {
      if (target === 'address-off') void this.told.load();
    });
    void this.told.load();
  }

  protected override render(): TemplateResult {
    const { words } = this;
    if (!words.ready) void words.whenReady.then(() => this.requestUpdate());
    return html`<div role="status">${this.told.items.map(item => this.line(item))}</div>`;
  }

  private line(item: AddressOffView): TemplateResult {
    const { t } = this.words;
    const page = pageOf(this.session);
    return html`<p class="address-off"><span>${t(offKey(item), { address: `\u2068${item.address}\u2069` })}</span>
      ${page ? html`<a class="link" href=${page}>${t('offGo')}</a>` : nothing}
      <button class="icon-button" type="button" aria-label=${t('offDismiss')} title=${t('offDismiss')} @click=${() => this.told.dismiss(item)}>${icon('close')}</button></p>`;
  }
}
