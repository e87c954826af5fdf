import { answerWords } from '../kit/answer-time';
import { Api } from '../kit/api';
import { Refusal, type VendorChoice } from '../kit/problem';
import { askToSignIn, connectionOf, onConfigured, settings } from '../kit/settings';
import type { Contact } from '../kit/wire';
import { contactStyle } from './contact.css';
import { localeOf, say } from './contact-words';
import { loadParley } from './load-parley';
import { sendWhatWaits } from './waiting';

const handedOn = ['server', 'token-url', 'locale', 'theme', 'subject', 'vendor'];

/**
 * A button on the host's page that says how soon the vendor usually answers and opens the thread about `subject` in a
 * panel on the same page. The thread's code is loaded when the button is first pressed.
 *
 * @element parley-contact
 * @attr subject - What to ask about, for example `listing:123`.
 * @attr vendor - Which of the subject's vendors, when it has several; else the reader is asked.
 * @attr label - The button's words; else "Contact seller" in the reader's language.
 * @attr server, token-url, locale, theme - See `Parley.configure`.
 * @fires parley-open - The panel was opened.
 * @fires parley-close - The panel was closed.
 * @fires parley-sign-in - Pressed by somebody who is not signed in; the host may show its sign-in.
 * @csspart button, answer-time, choice, panel
 * @cssprop --parley-accent, --parley-on-accent, --parley-muted, --parley-radius, --parley-font
 */
export class ParleyContact extends HTMLElement {
  static readonly observedAttributes = [
    'subject',
    'vendor',
    'server',
    'token-url',
    'locale',
    'theme',
    'label',
  ];

  private readonly button = document.createElement('button');
  private readonly line = document.createElement('p');
  /** Among whom to choose, for a subject of several vendors. */
  private choice: HTMLSelectElement | null = null;
  private panel: HTMLDialogElement | null = null;
  private contact: Contact | null = null;
  private about = '';
  /** Asked and not refused: there is no need to ask again. */
  private asked = false;
  private signedOut = false;
  private shown = false;
  private stop: (() => void) | null = null;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    const style = new CSSStyleSheet();
    style.replaceSync(contactStyle);
    root.adoptedStyleSheets = [style];
    this.button.type = 'button';
    this.button.className = 'contact';
    this.button.part.add('button');
    this.button.addEventListener('click', () => void this.open());
    this.line.part.add('answer-time');
    this.line.id = 'answer-time';
    this.line.setAttribute('role', 'status');
    this.button.setAttribute('aria-describedby', 'answer-time');
    root.append(this.button, this.line);
    // The panel beside a page is no modal dialog: browsers leave its Escape to us.
    this.addEventListener('keydown', event => {
      if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing) this.close();
    });
  }

  connectedCallback(): void {
    this.stop = onConfigured(() => void this.load());
    void this.load();
  }

  disconnectedCallback(): void {
    this.stop?.();
    this.panel?.remove();
    this.panel = null;
  }

  attributeChangedCallback(): void {
    if (this.isConnected) void this.load();
  }

  /** Opens the panel, as a press of the button does. */
  async open(): Promise<void> {
    if (this.signedOut) await this.load(); // perhaps they signed in since
    if (this.signedOut) {
      askToSignIn(this);
      return;
    }
    if (this.choice && !this.choice.value) {
      this.choice.focus();
      return;
    }
    if (!(await loadParley())) {
      this.line.textContent = say(this, 'cannotContact');
      return;
    }
    this.panel ??= this.makePanel();
    if (this.shown) {
      this.panel.querySelector('parley-thread')?.focus();
      return;
    }
    // On a phone the panel covers the page, so the page behind it must be out of reach.
    // On a wide one it lies in the top layer beside the page, whatever surrounds the button.
    if (matchMedia('(max-width: 600px)').matches) this.panel.showModal();
    else {
      this.panel.popover = 'manual';
      this.panel.showPopover();
    }
    this.shown = true;
    (this.panel.firstElementChild as HTMLElement).focus();
    this.dispatchEvent(new CustomEvent('parley-open', { bubbles: true, composed: true }));
  }

  close(): void {
    const { panel } = this;
    if (!panel || !this.shown) return;
    if (panel.open) panel.close();
    else panel.hidePopover();
  }

  private makePanel(): HTMLDialogElement {
    const panel = document.createElement('dialog');
    panel.part.add('panel');
    panel.setAttribute('aria-label', this.contact?.vendor.name ?? say(this, 'contact'));
    const thread = document.createElement('parley-thread');
    for (const name of handedOn) {
      const value = (name === 'vendor' && this.choice?.value) || this.getAttribute(name);
      if (value !== null) thread.setAttribute(name, value);
    }
    thread.setAttribute('closable', '');
    thread.addEventListener('parley-close', event => {
      event.stopPropagation();
      this.close();
    });
    thread.addEventListener('parley-conversation', event => {
      if (this.contact) this.contact.conversationId = (event as CustomEvent<{ id: string }>).detail.id;
      this.words();
    });
    panel.addEventListener('close', () => this.closed());
    panel.addEventListener('toggle', event => {
      if ((event as ToggleEvent).newState === 'closed') this.closed();
    });
    panel.append(thread);
    this.shadowRoot?.append(panel);
    return panel;
  }

  private closed(): void {
    // Browsers tell of one closing by one event or by two.
    if (!this.shown) return;
    this.shown = false;
    this.panel?.removeAttribute('popover');
    this.button.focus();
    this.dispatchEvent(new CustomEvent('parley-close', { bubbles: true, composed: true }));
  }

  private async load(): Promise<void> {
    this.words();
    const subject = this.getAttribute('subject');
    const connection = connectionOf(this);
    if (!subject || !connection) return;
    const about = `${connection.server} ${subject} ${this.getAttribute('vendor')}`;
    if (about !== this.about) {
      this.about = about;
      this.choice?.remove();
      this.choice = null;
      this.turn();
    }
    if (this.asked) return;
    this.asked = true;
    try {
      const api = new Api(connection.server, connection.tokens);
      this.contact = await api.get<Contact>('/v1/contact', {
        query: { subject, vendor: this.choice?.value || this.getAttribute('vendor') },
      });
      this.signedOut = false;
      sendWhatWaits(this).catch(() => undefined);
    } catch (error) {
      const refusal = error instanceof Refusal ? error : null;
      this.signedOut = refusal?.status === 401;
      this.asked = refusal?.code === 'choose-vendor';
      if (this.asked && refusal) this.askWhom(refusal.vendors);
    }
    this.words();
  }

  private askWhom(vendors: VendorChoice[]): void {
    const choice = document.createElement('select');
    choice.part.add('choice');
    const offer = (text: string, value: string): void => {
      const option = document.createElement('option');
      option.textContent = text;
      option.value = value;
      choice.append(option);
    };
    offer(say(this, 'chooseVendor'), '');
    for (const { id, name, items } of vendors)
      offer([name, items.map(item => item.title).join(', ')].filter(Boolean).join(': '), id);
    choice.setAttribute('aria-label', say(this, 'chooseVendor'));
    choice.addEventListener('change', () => {
      this.turn();
      this.asked = !choice.value;
      void this.load();
    });
    this.choice?.remove();
    this.choice = choice;
    this.button.before(choice);
  }

  /** Towards another thread: what was known of the last one is forgotten. */
  private turn(): void {
    this.asked = false;
    this.contact = null;
    this.close();
    this.panel?.remove();
    this.panel = null;
  }

  private words(): void {
    const known = this.contact;
    this.dataset.theme = this.getAttribute('theme') ?? settings().theme ?? 'auto';
    this.lang = localeOf(this);
    this.dir = this.lang.startsWith('ar') ? 'rtl' : 'ltr';
    this.button.textContent = known?.conversationId
      ? say(this, 'continueContact')
      : (this.getAttribute('label') ?? say(this, 'contact'));
    this.line.textContent = this.signedOut
      ? say(this, 'signIn')
      : known
        ? say(this, ...answerWords(known.vendor.answerTime))
        : '';
  }
}
