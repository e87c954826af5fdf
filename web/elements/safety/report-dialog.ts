import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { chooseForThread } from '../../kit/notices/threads';
import { problemText } from '../../kit/problem-text';
import type { Blocked, Blocking } from '../../kit/safety/blocking';
import type { ReportReceipt } from '../../kit/safety/wire';
import type { SafetyTongue } from '../../kit/safety/words';
import type { SafetyKey } from '../../kit/words/safety-en';
import { icon } from '../../parts/icons';
import { LightElement } from '../../parts/light';
import { type BlockStep, blockSection } from '../../parts/safety/block-section';
import type { ThreadView } from '../thread-view';

const reasons = ['offensive', 'scam', 'threatening', 'unwanted', 'off-platform', 'other'] as const;

type Reason = (typeof reasons)[number];

const mostWords = 1000;

/** Tells the marketplace what is wrong with a message or a thread; then a receipt, and a way to hear no more of it. */
@customElement('parley-report')
export class ReportDialog extends LightElement {
  @property({ attribute: false }) view!: ThreadView;
  @property({ attribute: false }) words!: SafetyTongue;
  /** Their language is here: they are the same words, and say it otherwise. */
  @property({ attribute: false }) ready = true;
  /** Of the other side. */
  @property() name = '';
  /** What stands between the two; when it changes, this is drawn anew. */
  @property({ attribute: false }) blocked: Blocked | undefined;
  @property({ attribute: false }) blocking: Blocking | undefined;
  @query('dialog') private dialog!: HTMLDialogElement;
  @state() private asking = false;
  @state() private seq: number | null = null;
  @state() private reason: Reason | null = null;
  @state() private said = '';
  @state() private trouble = '';
  @state() private busy = false;
  @state() private receipt: string | null = null;
  /** What was done after it. */
  @state() private done: SafetyKey | null = null;
  @state() private copied = false;
  private opener: HTMLElement | null = null;

  /** Opens it for this message, or for the whole thread. */
  async show(seq: number | null): Promise<void> {
    this.opener = (this.getRootNode() as ShadowRoot).activeElement as HTMLElement | null;
    this.seq = seq;
    this.reason = null;
    this.said = '';
    this.trouble = '';
    this.receipt = null;
    this.done = null;
    this.copied = false;
    this.asking = false;
    await this.updateComplete;
    this.dialog.showModal();
  }

  protected override render(): TemplateResult {
    const { t } = this.words;
    const title = t(this.seq === null ? 'reportThread' : 'reportMessage');
    return html`<dialog class="report" aria-label=${title} @close=${this.closed} @keydown=${(event: Event) => event.stopPropagation()}
      @click=${(event: Event) => event.target === event.currentTarget && this.close()}>
      <div class="report-inside">
        <header><h2>${title}</h2><button class="icon-button" type="button" aria-label=${t('close')} @click=${() => this.close()}>${icon('close')}</button></header>
        ${this.receipt === null ? this.form() : this.thanks(this.receipt)}
      </div>
    </dialog>`;
  }

  private form(): TemplateResult {
    const { t } = this.words;
    const { reason, said, trouble, busy } = this;
    return html`<form @submit=${this.send} novalidate>
      <p class="soft">${t('reportAbout')}</p>
      <fieldset><legend>${t('reportWhy')}</legend>${reasons.map(
        one =>
          html`<label class="report-reason"><input type="radio" name="reason" value=${one} .checked=${reason === one} @change=${() => {
            this.reason = one;
            this.trouble = '';
          }} />${t(`report-${one}`)}</label>`,
      )}</fieldset>
      <label class="report-words"><span>${t(reason === 'other' ? 'reportWordsNeeded' : 'reportWords')}</span>
        <textarea rows="3" dir="auto" maxlength=${mostWords} .value=${said} @input=${(event: Event) => {
          this.said = (event.target as HTMLTextAreaElement).value;
        }}></textarea></label>
      <p class="report-trouble" role="alert">${trouble}</p>
      <div class="report-buttons">
        <button class="button" type="button" @click=${() => this.close()}>${t('cancel')}</button>
        <button class="button main" type="submit" ?disabled=${busy}>${t('reportSend')}</button>
      </div>
    </form>${this.block()}`;
  }

  /** Apart from the report, and without one as well. */
  private block(): TemplateResult | typeof nothing {
    if (!this.blocking?.mayChange) return nothing;
    const step = this.blocked === 'by-you' ? 'done' : this.asking ? 'ask' : 'offer';
    return blockSection(this.words, this.name, step, this.busy, this.go);
  }

  private readonly go = async (to: BlockStep): Promise<void> => {
    if (to === 'done' || this.blocked === 'by-you')
      await this.doing(async () => this.blocking?.set(to === 'done'));
    if (this.trouble) return;
    this.asking = to === 'ask';
    await this.updateComplete;
    // The pressed button went.
    this.querySelector<HTMLElement>(`.block-section ${to === 'offer' ? 'button' : '[tabindex]'}`)?.focus();
  };

  private thanks(receipt: string): TemplateResult {
    const { t } = this.words;
    const vendor = this.view.row?.party === 'vendor';
    const [way, about] = vendor ? (['spam', 'spamAbout'] as const) : (['mute', 'muteAbout'] as const);
    return html`<p class="report-thanks" role="status" tabindex="-1">${t('reported')}</p>
      <p class="receipt-code"><span>${t('receipt')}</span><code>${receipt}</code>
        <button class="link" type="button" @click=${() => this.copy(receipt)}>${t(this.copied ? 'receiptCopied' : 'receiptCopy')}</button></p>
      <p class="soft">${t('receiptAbout')}</p>
      <section class="report-after" aria-label=${t('leaveAlone')}>
        <h3>${t('leaveAlone')}</h3>
        ${
          this.done
            ? html`<p role="status">${t(this.done)}</p>`
            : html`<p class="soft">${t(about)}</p><button class="button" type="button" ?disabled=${this.busy} @click=${() => this.leaveAlone(vendor)}>${t(way)}</button>`
        }
        ${this.trouble ? html`<p class="report-trouble" role="alert">${this.trouble}</p>` : nothing}
      </section>
      ${this.block()}
      <div class="report-buttons"><button class="button main" type="button" @click=${() => this.close()}>${t('close')}</button></div>`;
  }

  private readonly send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { t } = this.words;
    const { reason, seq, view } = this;
    const words = this.said.trim();
    if (!reason || (reason === 'other' && !words)) {
      this.trouble = t(reason ? 'reportSay' : 'reportChoose');
      this.querySelector<HTMLElement>(reason ? 'textarea' : '.report-reason input')?.focus();
      return;
    }
    await this.doing(async () => {
      const path = `/v1/conversations/${view.conversation}/reports`;
      const body = { reason, ...(seq === null ? {} : { seq }), ...(words ? { words } : {}) };
      this.receipt = (await view.session.api.post<ReportReceipt>(path, body)).receipt;
      await this.updateComplete;
      this.querySelector<HTMLElement>('.report-thanks')?.focus();
    });
  };

  /** Apart from the report: what the marketplace decides is one thing, what one wants to hear another. */
  private async leaveAlone(vendor: boolean): Promise<void> {
    const { session, conversation } = this.view;
    if (!conversation) return;
    await this.doing(async () => {
      if (vendor) {
        const body = { conversations: [conversation], act: { type: 'spam' } };
        await session.api.post('/v1/inbox/acts', body, { query: { as: session.as } });
      } else await chooseForThread(session.api, conversation, 'mute');
      this.done = vendor ? 'spammed' : 'muted';
    });
  }

  private async doing(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.trouble = '';
    try {
      await work();
    } catch (error) {
      this.trouble = problemText(this.view.tongue, error);
    } finally {
      this.busy = false;
    }
  }

  private async copy(receipt: string): Promise<void> {
    await navigator.clipboard?.writeText(receipt).catch(() => undefined);
    this.copied = true;
  }

  private close(): void {
    this.dialog.close();
  }

  private readonly closed = (): void => {
    if (this.opener?.isConnected) this.opener.focus();
    else this.view.enter();
  };
}
