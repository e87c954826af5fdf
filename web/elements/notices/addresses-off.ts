import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AddressOffView, Channel } from '../../kit/notices/wire';
import { type NoticesKey, noticesEn } from '../../kit/words/notices-en';
import { NoticesPart } from './notices-part';

/** Addresses that are not used any more, why, and a way to use them again. Nothing while all are in use. */
@customElement('parley-addresses-off')
export class AddressesOff extends NoticesPart {
  @property({ attribute: false }) off: AddressOffView[] = [];
  /** Called once one is used again. */
  @property({ attribute: false }) again!: () => void;
  @state() private said = '';

  protected override render(): TemplateResult | typeof nothing {
    const { off, said, words } = this;
    const { t } = words;
    const status = html`<p class="hint" role="status">${said}</p>`;
    if (off.length === 0) return said ? status : nothing;
    return html`<section class="block" aria-label=${t('addresses')}>
      <header><h3>${t('addresses')}</h3></header>
      <ul class="rows" role="list">${off.map(
        ({ channel, reason, at }) => html`<li>
          <span>${t('addressOff', { channel: t(channel), day: words.main.when.calendar(at) })} ${t(reasonKey(reason))}</span>
          <button class="button" type="button" @click=${() => this.use(channel)}>${t('useAgain')}</button>
        </li>`,
      )}</ul>
      ${status}
    </section>`;
  }

  private async use(channel: Channel): Promise<void> {
    const { t } = this.words;
    try {
      await this.session.api.delete(`/v1/notices/addresses-off/${channel}`);
      this.said = t('usedAgain', { channel: t(channel) });
      this.again();
    } catch (error) {
      this.said = t('notSaved', { why: this.say(error) });
    }
  }
}

function reasonKey(reason: string): NoticesKey {
  const key = `reason-${reason}`;
  return key in noticesEn ? (key as NoticesKey) : 'reason-other';
}
