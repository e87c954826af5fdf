import { html, LitElement, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { tokens } from '../parts/styles/tokens';
import './audit-view';
import './grants-page';
import type { ConsoleGrants } from './grants-page';
import { keySheet } from './key-sheet';
import { plainKey } from './keys';
import { Operator } from './operator';
import './people-page';
import './policy-page';
import './quality-view';
import './queue-page';
import { empty } from './queue-view';
import type { Section } from './section';
import type { SectionName } from './sections-menu';
import './sections-menu';
import { consoleStyle } from './style';
import './system-view';
import './told-view';

const tags: Record<SectionName, string> = {
  queue: 'parley-console-queue',
  people: 'parley-console-people',
  grants: 'parley-console-grants',
  policy: 'parley-policy',
  told: 'parley-console-notices',
  audit: 'parley-console-audit',
  quality: 'parley-console-quality',
  system: 'parley-console-system',
};

/** The platform's own people look, decide, and read what they may. */
@customElement('parley-console')
export class ParleyConsole extends LitElement {
  static override styles = [tokens, consoleStyle];

  private readonly operator = new Operator();
  /** Those that were opened stay, with what somebody wrote in them. */
  private readonly opened = new Map<SectionName, Section>();
  @state() private section: SectionName = 'queue';
  /** The words of the language are here. */
  @state() private spoken = false;
  @state() private said = '';
  @state() private signedOut = this.operator.token === null;
  @query('dialog') private keys!: HTMLDialogElement;

  override connectedCallback(): void {
    super.connectedCallback();
    const { tongue } = this.operator;
    this.dir = tongue.dir;
    void tongue.ready.then(() => {
      this.spoken = true;
    });
    document.documentElement.lang = tongue.locale;
    document.documentElement.dir = tongue.dir;
    addEventListener('keydown', this.pressed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.pressed);
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    if (this.signedOut || plainKey(event) !== '?') return;
    event.preventDefault();
    this.help();
  };

  private readonly help = (): void => {
    if (!this.keys.open) this.keys.showModal();
  };

  private readonly go = (section: SectionName): void => {
    this.section = section;
  };

  /** The request for access to a conversation, filled in but for the reason. */
  private readonly askAccess = async ({ detail }: CustomEvent<string>): Promise<void> => {
    this.go('grants');
    await this.updateComplete;
    await (this.opened.get('grants') as ConsoleGrants).askFor(detail);
  };

  protected override render(): TemplateResult {
    const { tongue } = this.operator;
    const { t } = tongue;
    if (this.signedOut) return html`<main>${empty(t('signIn'), t('signInHelp'))}</main>`;
    return html`<header>
        <h1>Parley</h1>
        <parley-console-sections .tongue=${tongue} .spoken=${this.spoken} .open=${this.section} .go=${this.go}></parley-console-sections>
        <button class="button keys" type="button" @click=${this.help}><span>${t('keys')}</span> <kbd>?</kbd></button>
      </header>
      <main @said=${this.hear} @signed-out=${this.leave} @ask-access=${this.askAccess}>${this.parts()}</main>
      <div class="hidden" role="status">${this.said}</div>
      ${keySheet(tongue)}`;
  }

  private parts(): Section[] {
    const { section, opened, operator } = this;
    if (!opened.has(section)) {
      const part = document.createElement(tags[section]) as Section;
      part.operator = operator;
      opened.set(section, part);
    }
    for (const [name, part] of opened) {
      part.shown = name === section;
      part.hidden = !part.shown;
    }
    return [...opened.values()];
  }

  private readonly hear = ({ detail }: CustomEvent<string>): void => {
    this.said = detail;
  };

  private readonly leave = (): void => {
    this.signedOut = true;
  };
}
