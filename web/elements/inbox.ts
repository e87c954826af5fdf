import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { became } from '../kit/begun';
import { keepPage, type PageEvent, recallPage } from '../kit/desk/pages';
import { seen } from '../kit/presence';
import { Unreachable } from '../kit/problem';
import type { Session } from '../kit/session';
import { askToSignIn } from '../kit/settings';
import type { Contact, ConversationRow } from '../kit/wire';
import { reachBanner } from '../parts/banner';
import { contextColumn } from '../parts/context-column';
import { empty } from '../parts/empty';
import { rowSkeletons } from '../parts/skeletons';
import { sheets } from '../parts/styles/sheets';
import type { DeskView } from './desk/desk-view';
import { barred } from './failed';
import { heedAddresses } from './heed-addresses';
import { loadDesk, loadPages } from './load-desk';
import { OneAtATime } from './one-at-a-time';
import { ParleyElement } from './parley-element';
import type { WayOut } from './thread-header';
import { placeOf } from './thread-place';
import type { ThreadView } from './thread-view';
import { threadWaiting } from './thread-waiting';
import './list-view';
import './role-switch';
import './thread-view';
import '../parts/composer';

/**
 * The message centre of a buyer or the inbox of a vendor's team: list, thread and context column by its own width;
 * below 700 px one at a time. Fills the height its page gives it (100dvh by default).
 *
 * @element parley-inbox
 * @attr as - `buyer` (default) or `vendor:ID`.
 * @attr conversation - The conversation to show; changes as people choose.
 * @attr server, token-url, locale, theme - See `Parley.configure`.
 * @fires parley-conversation - A conversation was chosen or left; `detail.id` is its id or null.
 * @fires parley-role - Somebody with several roles changed over to another; `detail.as` is the one they are in now.
 * @fires parley-sign-in - Somebody who is not signed in wants to go on.
 * @csspart list, row, unread, owes, thread, header, subject-strip, log, group, bubble, own, other, receipt, composer,
 *   input, send, context, subject-card, empty, banner, toast, avatar, day, new, system, jump, closed
 * @cssprop --parley-accent, --parley-on-accent, --parley-background, --parley-sunken, --parley-text, --parley-muted,
 *   --parley-line, --parley-bubble, --parley-radius, --parley-font
 */
@customElement('parley-inbox')
export class ParleyInbox extends ParleyElement {
  static override styles = sheets;

  @property({ reflect: true }) conversation: string | null = null;
  /** The chosen one has no id yet: its first message waits. */
  @state() private begun: Contact | null = null;
  @state() private showDetails = false;
  /** Of a vendor's desk: the page that is open, where it is not the inbox. */
  @state() private page: PageEvent | null = null;
  /** The desk of a vendor's team is here; until then they see the plain list. */
  @state() private desk = false;
  @query('parley-list-view, parley-desk') private list!: HTMLElement | null;
  @query('parley-thread-view') private thread!: ThreadView | null;
  @query('.frame') private frame!: HTMLElement | null;
  private readonly back = new OneAtATime(
    this,
    () => this.narrow,
    () => this.leave(),
  );
  private readonly fromPage = new OneAtATime(
    this,
    () => this.narrow,
    () => this.turn(null),
  );
  private watched: (() => void)[] = [];

  protected override joined(session: Session): void {
    for (const undo of this.watched) undo();
    this.page = recallPage(session.as);
    this.desk = false;
    if (session.as !== 'buyer')
      void loadDesk().then(there => {
        this.desk = there && this.session === session;
      });
    if (this.page) void loadPages();
    this.watched = [
      session.rows.changed.add(row => {
        if (row && this.begun && became(row, { contact: this.begun })) this.conversation = row.id;
        if (this.bare || row?.id === this.conversation) this.requestUpdate();
      }),
      session.changed.add(() => this.requestUpdate()),
      heedAddresses(session),
    ];
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    super.willUpdate(changes);
    const row = this.conversation ? this.session?.rows.get(this.conversation) : undefined;
    if (row?.party === 'vendor') void loadPages();
    if (this.conversation && this.begun && !(row && became(row, { contact: this.begun }))) this.begun = null;
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has('conversation') && (changes.get('conversation') ?? null) !== this.conversation) {
      this.dispatchEvent(
        new CustomEvent('parley-conversation', {
          detail: { id: this.conversation },
          bubbles: true,
          composed: true,
        }),
      );
    }
  }

  /** One column at a time. */
  private get narrow(): boolean {
    return this.frame !== null && this.frame.clientWidth < 700;
  }

  /** Nothing to choose from: the list says so, alone. */
  private get bare(): boolean {
    const { session } = this;
    return !this.chosen && !session?.rows.any && !session?.outbox?.begun().length;
  }

  private get chosen(): string | null {
    return this.conversation ?? (this.begun && placeOf(this.begun));
  }

  protected override render(): TemplateResult {
    const { session, tongue } = this;
    if (!session || !tongue.ready)
      return html`<div class="shell"><div class="frame"><div class="column-list">${rowSkeletons(8)}</div></div></div>`;
    if (session.barred) return html`<div class="shell">${barred(tongue, session, this.conversation)}</div>`;
    const row = this.conversation ? session.rows.get(this.conversation) : undefined;
    return html`<div class="shell">
      <parley-address-off .session=${session} .tongue=${tongue}></parley-address-off>
      <div class="frame ${this.bare ? 'bare' : ''} ${this.chosen ? 'has-open' : ''} ${this.showDetails ? 'has-details' : ''} ${this.page ? 'with-page' : ''} ${this.desk ? 'with-desk' : ''}" @keydown=${this.key} @parley-role=${this.changeRole} @parley-desk-page=${this.changePage}>
        ${
          this.desk
            ? html`<parley-desk class="column-list" .session=${session} .tongue=${tongue} .chosen=${this.chosen} .open=${this.choose} .show=${this.show} .leave=${this.drop}></parley-desk>`
            : html`<parley-list-view class="column-list" .session=${session} .tongue=${tongue} .chosen=${this.chosen} .open=${this.choose}></parley-list-view>`
        }
        <div class="column-thread">
          ${
            this.chosen && session.outbox
              ? html`<parley-thread-view
                  .session=${session}
                  .tongue=${tongue}
                  .conversation=${this.conversation}
                  .contact=${this.begun}
                  .leave=${this.wayOut}
                  .details=${this.openDetails}
                ></parley-thread-view>`
              : this.chosen
                ? threadWaiting({
                    tongue,
                    leave: this.wayOut,
                    error: session.trouble,
                    again: () => session.again(),
                  })
                : empty('pick', tongue.t('pickTitle'), tongue.t('pick'))
          }
        </div>
        ${row ? this.context(row) : nothing}
        ${this.chosen && !this.page ? nothing : this.line(session)}
        ${this.page ? html`<parley-desk-page .session=${session} .tongue=${tongue} .place=${this.page}></parley-desk-page>` : nothing}
      </div>
    </div>`;
  }

  /** An open thread says it itself; beside the list and the pages it stands at the foot. */
  private line({ reach }: Session): TemplateResult {
    const signIn = (event: Event) => askToSignIn(event.currentTarget as Element);
    return html`<div class="line">${reachBanner(this.tongue, reach, signIn)}</div>`;
  }

  private context(row: ConversationRow): TemplateResult {
    const { session, tongue } = this;
    return html`<div class="shade" @click=${this.closeDetails}></div>
      <aside class="column-context" part="context" aria-label=${tongue.t('about')}>
        ${contextColumn(seen(row, session?.reach ?? 'fine'), {
          tongue,
          view: session?.rows.view(row.id),
          since: session?.thread(row.id).since ?? null,
          close: this.closeDetails,
          setClosed: closed => void session?.setClosed(row.id, closed).catch(() => undefined),
          report: this.report,
          side:
            row.party === 'vendor'
              ? html`<parley-desk-side .session=${session} .tongue=${tongue} .conversation=${row.id}></parley-desk-side>`
              : nothing,
        })}
      </aside>`;
  }

  private readonly report = (): void => this.thread?.safety?.report(null);

  private get wayOut(): WayOut {
    return { label: this.tongue.t('back'), icon: 'back', act: () => this.back.leave() };
  }

  private readonly choose = (row: ConversationRow): void => {
    this.show(row);
    void this.updateComplete.then(async () => {
      await this.thread?.updateComplete;
      this.thread?.enter();
    });
  };

  /** Opened, while the focus stays where it is. */
  private readonly show = (row: ConversationRow): void => {
    const begun = this.session?.outbox?.begun().find(({ place }) => place === row.id);
    this.begun = begun?.contact ?? null;
    this.conversation = begun ? null : row.id;
    this.showDetails = false;
    this.back.entered();
  };

  /** The open one was put away. */
  private readonly drop = (): void => {
    if (this.narrow) this.back.leave();
    else this.leave();
  };

  /** The element goes over to another role in its place; the page may follow it. */
  private readonly changeRole = (event: CustomEvent<{ as: string }>): void => {
    this.conversation = null;
    this.begun = null;
    this.showDetails = false;
    this.setAttribute('as', event.detail.as);
  };

  private readonly changePage = ({ detail }: CustomEvent<PageEvent>): void => {
    if (detail.page === 'inbox') {
      if (detail.about) this.conversation = detail.about;
      if (this.page) this.fromPage.leave();
    } else {
      this.fromPage.entered();
      this.turn(detail);
    }
  };

  /** What lies below a page stays as it is: a thread keeps its place, a message what is written of it. */
  private turn(to: PageEvent | null): void {
    this.page = to;
    if (this.session) keepPage(this.session.as, to);
    if (!to) void this.updateComplete.then(() => this.list?.focus());
    else
      void loadPages().then(there => {
        if (there) this.renderRoot.querySelector<HTMLElement>('parley-desk-page')?.focus();
        else {
          this.turn(null);
          this.renderRoot.querySelector<DeskView>('parley-desk')?.doing.failed(new Unreachable(null));
        }
      });
  }

  private leave(): void {
    const left = this.chosen;
    this.conversation = null;
    this.begun = null;
    this.showDetails = false;
    void this.updateComplete.then(() => {
      const item = left ? this.renderRoot.querySelector<HTMLElement>(`button.row[data-id="${left}"]`) : null;
      if (item) item.focus();
      else this.list?.focus();
    });
  }

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
    if (this.page) return;
    if (this.showDetails) this.closeDetails();
    else if (this.chosen && this.narrow) this.back.leave();
    else this.list?.focus();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-inbox': ParleyInbox;
  }
}
