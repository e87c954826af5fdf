import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Tongue } from '../../kit/i18n';
import { writeCadence } from '../../kit/notices/cadence';
import { NoticePreferences } from '../../kit/notices/preferences';
import { quietFlaw } from '../../kit/notices/quiet';
import type { ChoiceView, NoticePreferencesView, QuietTime } from '../../kit/notices/wire';
import { type NoticesTongue, noticesTongueFor } from '../../kit/notices/words';
import { problemText } from '../../kit/problem-text';
import { rolesOf } from '../../kit/roles';
import type { Session } from '../../kit/session';
import type { RoleView } from '../../kit/wire';
import { adopt } from '../../parts/adopt';
import { empty } from '../../parts/empty';
import { LightElement } from '../../parts/light';
import { chooser } from '../../parts/notices/chooser';
import { grid, reaches } from '../../parts/notices/grid';
import { quietHours } from '../../parts/notices/quiet';
import { noticesStyle } from '../../parts/notices/style';
import { switches } from '../../parts/notices/switches';
import { zoneChoice } from '../../parts/notices/zone-choice';
import { placed } from '../../parts/placing';
import { Telling } from '../desk/settings/telling';
import { failed } from '../failed';
import { Watch } from '../watch';
import './addresses-off';
import './notice-log';
import './own-threads';
import './push-switch';

/** What somebody hears of, when and how: all of it on one page, for one role at a time. Inner element of `parley-preferences`. */
@customElement('parley-preferences-view')
export class PreferencesView extends LightElement {
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) tongue!: Tongue;
  /** Of which thread the log is shown at first. */
  @property() conversation: string | null = null;
  @state() private roles: RoleView[] = [];
  @state() private choosing: Pick<ChoiceView, 'kind' | 'channel'> | null = null;
  /** What cannot be kept as it stands; shown until it is mended. */
  @state() private quiet: QuietTime[] | null = null;
  @query('.chooser') private panel!: HTMLElement;
  private prefs!: NoticePreferences;
  private forget: (() => void)[] = [];
  private readonly watch = new Watch(this);
  private readonly telling = new Telling(this);

  override connectedCallback(): void {
    super.connectedCallback();
    adopt(this.getRootNode(), noticesStyle);
    addEventListener('pagehide', this.leave);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('pagehide', this.leave);
    this.leave();
  }

  private readonly leave = (): void => void this.prefs?.flush();

  private get words(): NoticesTongue {
    const words = noticesTongueFor(this.tongue);
    if (!words.ready) void words.whenReady.then(() => this.requestUpdate());
    return words;
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('session')) this.begin();
    this.watch.these(this.prefs.changed, this.session.changed, this.session.rows.changed);
  }

  private begin(): void {
    const { session } = this;
    void this.prefs?.flush();
    for (const undo of this.forget) undo();
    this.quiet = null;
    this.prefs = new NoticePreferences(session.api, session.as);
    this.forget = [
      this.prefs.kept.add(undo => {
        const { t } = this.words;
        const back = () => {
          this.quiet = null;
          undo();
        };
        this.telling.show(t('saved'), { label: t('undo'), act: back });
      }),
      this.prefs.refused.add(error => this.failed(error)),
    ];
    void this.prefs.load();
    void rolesOf(session.api)
      .then(roles => {
        this.roles = roles;
      })
      .catch(() => undefined);
  }

  private readonly failed = (error: unknown): void => {
    this.telling.show(this.words.t('notSaved', { why: problemText(this.tongue, error) }));
  };

  protected override render(): TemplateResult {
    const { words, prefs } = this;
    const { t } = words;
    return html`<div class="prefs" part="preferences">
      <header><h2>${t('title')}</h2><p>${t('intro')}</p></header>
      ${this.tabs()}
      ${prefs.state === 'failed' ? failed(this.tongue, prefs.trouble, () => void prefs.load()) : prefs.view ? this.inside(prefs.view) : html`<div class="prefs-bones" role="status" aria-label=${t('loading')}><i class="bone"></i></div>`}
      ${this.telling.render()}
      <div class="menu chooser" popover="auto" role="dialog" aria-label=${t('what')} @toggle=${this.toggled}>${this.chooser()}</div>
    </div>`;
  }

  private tabs(): TemplateResult | typeof nothing {
    const { roles, words } = this;
    if (roles.length < 2) return nothing;
    const at = roles.findIndex(role => role.as === this.session.as);
    return html`<div class="tabs" role="tablist" aria-label=${words.t('roles')} @keydown=${this.tabKey}>${roles.map(
      (role, i) =>
        html`<button type="button" role="tab" aria-selected=${i === at} tabindex=${i === at ? 0 : -1} @click=${() => this.become(role.as)}><bdi>${role.as === 'buyer' ? words.t('buyer') : role.name}</bdi></button>`,
    )}</div>`;
  }

  private readonly tabKey = (event: KeyboardEvent): void => {
    const tabs = [...this.querySelectorAll<HTMLElement>('[role=tab]')];
    const at = tabs.indexOf(event.target as HTMLElement);
    const ahead = this.tongue.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const back = this.tongue.dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
    const to = { [ahead]: at + 1, [back]: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    tabs[(to + tabs.length) % tabs.length]?.focus();
  };

  private become(as: string): void {
    if (as === this.session.as) return;
    this.dispatchEvent(new CustomEvent('parley-role', { detail: { as }, bubbles: true, composed: true }));
  }

  private inside(view: NoticePreferencesView): TemplateResult {
    const { words, prefs, session, tongue } = this;
    const { t } = words;
    const reachable = view.channels.some(({ configured }) => configured);
    return html`${
      reachable
        ? html`<section class="block" aria-label=${t('what')}>
        <header><h3>${t('what')}</h3><p>${t('whatHint')}</p></header>
        ${reaches(words, view)}
        ${grid({ words, view, choose: this.choose })}
        <parley-push-switch .session=${session} .tongue=${tongue} ?hidden=${!view.channels.some(c => c.channel === 'browser' && c.configured)}></parley-push-switch>
      </section>`
        : empty('talk', t('noChannels'), t('noChannelsHint'))
    }
      <parley-addresses-off .session=${session} .tongue=${tongue} .off=${view.addressesOff} .again=${() => void prefs.load()}></parley-addresses-off>
      <section class="block" aria-label=${t('quiet')}>
        <header><h3>${t('quiet')}</h3><p>${t('quietHint')}</p></header>
        ${quietHours({ words, quiet: this.quiet ?? view.quiet, change: this.changeQuiet })}
        ${switches([{ label: t('urgent'), hint: t('urgentHint'), on: view.urgentMayPass, turn: urgentMayPass => prefs.change({ urgentMayPass }) }])}
        ${zoneChoice(words, view, timeZone => prefs.change({ timeZone }))}
      </section>
      <section class="block" aria-label=${t('privacy')}>
        <header><h3>${t('privacy')}</h3></header>
        ${switches([
          {
            label: t('textInMail'),
            hint: t('textInMailHint'),
            on: view.textInMail,
            turn: textInMail => prefs.change({ textInMail }),
          },
          {
            label: t('textInPush'),
            hint: t('textInPushHint'),
            on: view.textInPush,
            turn: textInPush => prefs.change({ textInPush }),
          },
        ])}
      </section>
      ${repeat(
        [session],
        () => session.as,
        () => html`<parley-own-threads .session=${session} .tongue=${tongue}></parley-own-threads>
      <parley-notice-log .session=${session} .tongue=${tongue} .conversation=${this.conversation}></parley-notice-log>`,
      )}`;
  }

  private readonly changeQuiet = (quiet: QuietTime[]): void => {
    const flawed = quietFlaw(quiet) !== null;
    this.quiet = flawed ? quiet : null;
    if (!flawed) this.prefs.change({ quiet });
  };

  private readonly choose = async (choice: ChoiceView, button: HTMLElement): Promise<void> => {
    this.choosing = choice;
    await this.updateComplete;
    this.panel.showPopover();
    placed(this.panel, button);
    this.panel.querySelector<HTMLElement>('input:checked')?.focus();
  };

  private chooser(): TemplateResult | typeof nothing {
    const { choosing, prefs, words } = this;
    const choice =
      choosing && prefs.view?.choices.find(c => c.kind === choosing.kind && c.channel === choosing.channel);
    if (!choice) return nothing;
    return chooser({
      words,
      choice,
      change: cadence => prefs.choose(choice, writeCadence(cadence)),
      reset: () => prefs.choose(choice, null),
      close: () => this.panel.hidePopover(),
    });
  }

  private readonly toggled = (event: Event): void => {
    if ((event as ToggleEvent).newState !== 'closed' || !this.choosing) return;
    const { kind, channel } = this.choosing;
    this.choosing = null;
    this.querySelector<HTMLElement>(`[data-cell="${kind} ${channel}"]`)?.focus();
    void this.prefs.flush();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-preferences-view': PreferencesView;
  }
}
