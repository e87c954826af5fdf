import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { became } from '../kit/begun';
import { seen } from '../kit/presence';
import { mayPass } from '../kit/problem';
import type { Session } from '../kit/session';
import type { Contact } from '../kit/wire';
import { contextColumn } from '../parts/context-column';
import { sheets } from '../parts/styles/sheets';
import { barred } from './failed';
import { ParleyElement } from './parley-element';
import type { WayOut } from './thread-header';
import type { ThreadView } from './thread-view';
import { threadWaiting } from './thread-waiting';
import './thread-view';
import '../parts/composer';

/**
 * One conversation: the one named by `conversation`, or the reader's own about `subject`, which begins with the first
 * message when it does not exist yet.
 *
 * @element parley-thread
 * @attr conversation - Id of the conversation.
 * @attr subject - What to talk about, for example `listing:123`, when there is no id.
 * @attr vendor - Which of the subject's vendors, when it has several.
 * @attr closable - Shows a close button, which fires `parley-close`.
 * @attr as, server, token-url, locale, theme - As on `parley-inbox`.
 * @fires parley-close - The close button or Escape was pressed.
 * @fires parley-conversation - The conversation came to be; `detail.id` is its id.
 * @fires parley-sign-in - Somebody who is not signed in wants to go on.
 */
@customElement('parley-thread')
export class ParleyThread extends ParleyElement {
  static override styles = sheets;

  @property({ reflect: true }) conversation: string | null = null;
  @property() subject: string | null = null;
  @property() vendor: string | null = null;
  @property({ type: Boolean }) closable = false;
  @state() private contact: Contact | null = null;
  @state() private error: unknown = null;
  @state() private showDetails = false;
  @query('parley-thread-view') private view!: ThreadView | null;
  private watched: (() => void)[] = [];
  private wantsFocus = false;

  override focus(): void {
    if (this.view) this.view.focus();
    else {
      this.wantsFocus = true;
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.leave')?.focus());
    }
  }

  protected override joined(session: Session): void {
    for (const undo of this.watched) undo();
    this.watched = [
      session.rows.changed.add(row => {
        // Another tab may have opened what was about to begin here.
        const { contact } = this;
        if (row && contact && !this.conversation && became(row, { contact })) this.show(row.id);
        if (row?.id === this.conversation) this.requestUpdate();
      }),
      session.changed.add(() => this.requestUpdate()),
      session.opened.add(({ place, opened }) => {
        if (!this.conversation && place === this.subject) this.show(opened.conversation.id);
      }),
      session.caughtUp.add(() => {
        if (mayPass(this.error)) void this.find(session);
      }),
    ];
    void this.find(session);
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    super.willUpdate(changes);
    if (
      (changes.has('subject') || changes.has('vendor')) &&
      this.hasUpdated &&
      this.session &&
      !this.conversation
    )
      void this.find(this.session);
  }

  protected override updated(): void {
    if (!this.wantsFocus || !this.view) return;
    this.wantsFocus = false;
    const { view } = this;
    void view.updateComplete.then(() => view.focus());
  }

  private async find(session: Session): Promise<void> {
    if (this.conversation || !this.subject) return;
    this.error = null;
    try {
      const { subject, vendor } = this;
      const contact = await session.api.get<Contact>('/v1/contact', { query: { subject, vendor } });
      this.contact = contact;
      if (contact.conversationId) this.show(contact.conversationId);
    } catch (error) {
      this.error = error;
    }
  }

  private show(id: string): void {
    this.conversation = id;
    this.dispatchEvent(
      new CustomEvent('parley-conversation', { detail: { id }, bubbles: true, composed: true }),
    );
  }

  protected override render(): TemplateResult {
    const { session, tongue, conversation, contact } = this;
    if (session?.barred && tongue.ready)
      return html`<div class="shell">${barred(tongue, session, conversation, this.wayOut)}</div>`;
    // The person is known before anything is drawn, or drafts would be looked up under nobody's name.
    const ready = session?.outbox && tongue.ready && (conversation || contact);
    return html`<div class="shell">
      <div class="frame alone ${this.showDetails ? 'has-details' : ''}" @keydown=${this.key} @parley-desk-page=${this.go}>
        <div class="column-thread">
          ${
            ready
              ? html`<parley-thread-view
                  .session=${session}
                  .tongue=${tongue}
                  .conversation=${conversation}
                  .contact=${contact}
                  .leave=${this.wayOut}
                  .details=${this.openDetails}
                ></parley-thread-view>`
              : threadWaiting({
                  tongue,
                  contact,
                  leave: this.wayOut,
                  error: this.error ?? session?.trouble ?? null,
                  again: this.again,
                })
          }
        </div>
        ${conversation && session ? this.context(session, conversation) : nothing}
      </div>
    </div>`;
  }

  private readonly go = ({ detail }: CustomEvent<{ about: string }>): void => this.show(detail.about);

  private context(session: Session, conversation: string): TemplateResult | typeof nothing {
    const row = session.rows.get(conversation);
    if (!row) return nothing;
    return html`<div class="shade" @click=${this.closeDetails}></div>
      <aside class="column-context" part="context" aria-label=${this.tongue.t('about')}>
        ${contextColumn(seen(row, session.reach), {
          tongue: this.tongue,
          view: session.rows.view(row.id),
          since: session.thread(row.id).since,
          close: this.closeDetails,
          setClosed: closed => void session.setClosed(row.id, closed).catch(() => undefined),
          report: () => this.view?.safety?.report(null),
        })}
      </aside>`;
  }

  private get wayOut(): WayOut | null {
    return this.closable ? { label: this.tongue.t('close'), icon: 'close', act: this.close } : null;
  }

  private readonly again = (): void => {
    const { session } = this;
    if (!session) return;
    session.again();
    void this.find(session);
    this.focus(); // the pressed button makes way
  };

  private readonly close = (): void => {
    this.dispatchEvent(new CustomEvent('parley-close', { bubbles: true, composed: true }));
  };

  private readonly openDetails = (): void => {
    this.showDetails = true;
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('.context-close')?.focus(),
    );
  };

  private readonly closeDetails = (): void => {
    this.showDetails = false;
    this.renderRoot.querySelector<HTMLElement>('.details-button')?.focus();
  };

  private readonly key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    if (!this.showDetails && !this.closable) return;
    // Handled here: what is around must not close as well.
    event.preventDefault();
    if (this.showDetails) this.closeDetails();
    else this.close();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-thread': ParleyThread;
  }
}
