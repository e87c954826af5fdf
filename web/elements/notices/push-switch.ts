import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Push, type PushState } from '../../kit/push';
import { settings } from '../../kit/settings';
import { switches } from '../../parts/notices/switches';
import { NoticesPart } from './notices-part';

/** Notifications of this one browser: on, off, or why they cannot be. */
@customElement('parley-push-switch')
export class PushSwitch extends NoticesPart {
  @state() private now: PushState | null = null;
  @state() private busy = false;
  @state() private problem = '';
  private push: Push | null = null;

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('session')) void this.look();
  }

  private async look(): Promise<void> {
    const { session } = this;
    try {
      this.push = new Push(session.api, await session.api.tokens.person());
      this.now = await this.push.state();
    } catch {
      this.now = 'unsupported';
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const { now, busy, problem } = this;
    const { t } = this.words;
    if (now === null || !settings().pushWorker) return nothing;
    if (now === 'unsupported') return html`<p class="hint">${t('hereNot')}</p>`;
    const turn = {
      label: t('hereOn'),
      hint: t('hereHint'),
      on: now === 'on',
      disabled: busy || now === 'denied',
      turn: this.turn,
    };
    return html`${switches([turn])}
      ${now === 'denied' ? html`<p class="teach">${t('hereDenied')}</p>` : nothing}
      ${problem ? html`<p class="flaw" role="alert">${t('hereFailed', { why: problem })}</p>` : nothing}`;
  }

  private readonly turn = async (on: boolean): Promise<void> => {
    if (!this.push) return;
    this.busy = true;
    this.problem = '';
    try {
      this.now = await (on ? this.push.turnOn() : this.push.turnOff());
    } catch (error) {
      this.problem = this.say(error);
      this.now = on ? 'off' : 'on';
    } finally {
      this.busy = false;
      // Where it stayed as it was, the switch goes back.
      this.requestUpdate();
      await this.updateComplete;
      const box = this.querySelector('input');
      if (box) box.checked = this.now === 'on';
    }
  };
}
