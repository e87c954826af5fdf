import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { allowMailAnswers, mailAnswers } from '../../kit/notices/mail-answers';
import { pageOf } from '../../kit/notices/page';
import { chooseForThread, modeOf, type ThreadMode, threadNotices } from '../../kit/notices/threads';
import type { MailAnswersView } from '../../kit/notices/wire';
import { adopt } from '../../parts/adopt';
import { icon } from '../../parts/icons';
import { noticesStyle } from '../../parts/notices/style';
import { placed } from '../../parts/placing';
import { NoticesPart } from './notices-part';

const modes = [
  ['usual', 'bellUsual', 'bellUsualHint'],
  ['instant', 'bellInstant', 'bellInstantHint'],
  ['noMails', 'bellNoMails', 'bellNoMailsHint'],
  ['mute', 'bellMute', 'bellMuteHint'],
] as const;

/** What one hears of one thread; a menu at the bell of its head, gone when it closes. */
@customElement('parley-bell-menu')
export class BellMenu extends NoticesPart {
  @property({ attribute: false }) conversation!: string;
  /** The button that it belongs to. */
  @property({ attribute: false }) anchor!: HTMLElement;
  /** Says what was chosen. */
  @property({ attribute: false }) chosen: (text: string) => void = () => undefined;
  @state() private mode: ThreadMode | null = null;
  @state() private answers: MailAnswersView | null = null;
  @state() private problem = '';

  override connectedCallback(): void {
    super.connectedCallback();
    adopt(this.getRootNode(), noticesStyle);
  }

  protected override async firstUpdated(): Promise<void> {
    const { words } = this;
    if (!words.ready) void words.whenReady.then(() => this.requestUpdate());
    const panel = this.firstElementChild as HTMLElement;
    panel.showPopover();
    placed(panel, this.anchor);
    this.anchor.setAttribute('aria-expanded', 'true');
    this.querySelector<HTMLElement>('.menu-item')?.focus();
    try {
      const { api } = this.session;
      const [notices, answers] = await Promise.all([
        threadNotices(api, this.conversation),
        mailAnswers(api, this.conversation),
      ]);
      [this.mode, this.answers] = [modeOf(notices), answers];
    } catch (error) {
      this.problem = this.say(error);
    }
  }

  protected override render(): TemplateResult {
    const { words, mode, answers, problem } = this;
    const { t } = words;
    const page = pageOf(this.session, this.conversation);
    return html`<div class="menu bell-menu" popover="auto" role="menu" aria-label=${this.tongue.t('bell')} @keydown=${this.key} @toggle=${this.toggled}>
      ${modes.map(
        ([one, label, hint]) =>
          html`<button class="menu-item" type="button" role="menuitemradio" tabindex="-1" aria-checked=${one === mode} @click=${() => this.choose(one, t(label))}><span>${t(label)}<small>${t(hint)}</small></span>${icon('check')}</button>`,
      )}
      ${answers?.available ? html`<button class="menu-item" type="button" role="menuitemcheckbox" tabindex="-1" aria-checked=${!answers.stopped} @click=${this.turnAnswers}><span>${t('bellReplies')}<small>${t('bellRepliesHint')}</small></span>${icon('check')}</button>` : nothing}
      ${page ? html`<a class="menu-item" role="menuitem" tabindex="-1" href=${page}><span>${t('bellAll')}</span></a>` : nothing}
      ${problem ? html`<p class="flaw" role="alert">${t('notSaved', { why: problem })}</p>` : nothing}
    </div>`;
  }

  private async choose(mode: ThreadMode, label: string): Promise<void> {
    this.problem = '';
    try {
      await chooseForThread(this.session.api, this.conversation, mode);
      this.mode = mode;
      this.close();
      this.chosen(`${this.tongue.t('bell')}: ${label}`);
    } catch (error) {
      this.problem = this.say(error);
    }
  }

  private readonly turnAnswers = async (): Promise<void> => {
    const { answers } = this;
    if (!answers) return;
    this.problem = '';
    try {
      await allowMailAnswers(this.session.api, this.conversation, answers.stopped);
      this.answers = { ...answers, stopped: !answers.stopped };
    } catch (error) {
      this.problem = this.say(error);
    }
  };

  private close(): void {
    (this.firstElementChild as HTMLElement).hidePopover();
  }

  private readonly toggled = (event: Event): void => {
    if ((event as ToggleEvent).newState !== 'closed') return;
    this.anchor.setAttribute('aria-expanded', 'false');
    this.anchor.focus();
    this.remove();
  };

  private readonly key = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const items = [...this.querySelectorAll<HTMLElement>('.menu-item')];
    const at = items.indexOf(event.target as HTMLElement);
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: items.length - 1,
    };
    const to = steps[event.key];
    if (to !== undefined) items[(to + items.length) % items.length]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') this.close();
    else return;
    event.preventDefault();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-bell-menu': BellMenu;
  }
}
