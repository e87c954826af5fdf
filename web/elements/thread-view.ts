import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { Drafts } from '../kit/drafts';
import { entriesOf } from '../kit/grouping';
import type { Tongue } from '../kit/i18n';
import { Refusal } from '../kit/problem';
import { canChange } from '../kit/receipts';
import type { Session } from '../kit/session';
import type { Thread } from '../kit/thread';
import type { Author, Contact, ConversationRow, Message, Quote } from '../kit/wire';
import { reachBanner } from '../parts/banner';
import type { MessageActions } from '../parts/bubble';
import type { Composer, ComposerActions } from '../parts/composer';
import { empty } from '../parts/empty';
import { icon } from '../parts/icons';
import { LightElement } from '../parts/light';
import { threadSkeleton } from '../parts/skeletons';
import { subjectStrip } from '../parts/subject-card';
import { typingDots } from '../parts/typing-dots';
import { Announcer } from './announcer';
import { problemText } from './problem-text';
import { ReachWatch } from './reach';
import { ScrollKeeper } from './scroll-keeper';
import { ThreadActions } from './thread-actions';
import { threadHeader } from './thread-header';
import { threadLog } from './thread-log';
import { Watch } from './watch';

/** One conversation, stored or about to begin. Inner element of inbox and thread. */
@customElement('parley-thread-view')
export class ThreadView extends LightElement {
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) tongue!: Tongue;
  @property({ attribute: false }) conversation: string | null = null;
  /** The subject to ask about while there is no conversation. */
  @property({ attribute: false }) contact: Contact | null = null;
  @property({ attribute: false }) leave: { label: string; icon: 'back' | 'close'; act(): void } | null = null;
  @property({ attribute: false }) details: (() => void) | null = null;
  @state() private active: string | null = null;
  @state() private choosing = false;
  @state() private replyTo: Quote | null = null;
  @state() private editing: Message | null = null;
  @state() private below = 0;
  @query('.log') private log!: HTMLElement | null;
  @query('parley-composer') private composer!: Composer | null;
  private thread: Thread | null = null;
  private placed = false;
  private draft = '';
  private stopListening: (() => void) | null = null;
  private readonly watch = new Watch(this);
  private readonly reach = new ReachWatch(this);
  private readonly announcer = new Announcer(this);
  private readonly keeper = new ScrollKeeper(this, () => this.moved());
  private readonly changes = new ThreadActions(
    () => this.session,
    error => this.announcer.show(problemText(this.tongue, error)),
  );

  override focus(): void {
    if (this.composer) this.composer.focus();
    else this.log?.focus();
  }

  /** The reader came here by choice. A touch screen's keyboard stays away until they want to write. */
  enter(): void {
    if (matchMedia('(pointer: coarse)').matches) this.log?.focus();
    else this.focus();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.markRead);
    if (this.hasUpdated) this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.markRead);
    this.stopListening?.();
  }

  private get place(): string {
    const { contact } = this;
    return this.conversation ?? (contact ? `${contact.subject.kind}:${contact.subject.id}` : '');
  }

  private get row(): ConversationRow | undefined {
    return this.conversation ? this.session.rows.get(this.conversation) : undefined;
  }

  private get drafts(): Drafts {
    return new Drafts(`${this.session.server}:${this.session.person}:${this.session.as}`);
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('session') || changes.has('conversation') || changes.has('contact')) this.begin();
    const { session, thread } = this;
    this.watch.these(
      session.changed,
      session.rows.changed,
      session.typing.changed,
      thread?.changed,
      session.outbox?.changed,
    );
  }

  /** Another conversation, or the first one: load it, take up its draft, listen for what arrives. */
  private begin(): void {
    const { session, conversation } = this;
    this.stopListening?.();
    this.thread = conversation ? session.thread(conversation) : null;
    this.placed = false;
    this.active = this.editing = null;
    this.choosing = false;
    this.below = 0;
    this.keeper.atBottom = true;
    const draft = this.drafts.get(this.place);
    this.draft = draft.text;
    this.replyTo = draft.replyTo;
    this.stopListening = this.thread?.arrived.add(message => this.arrived(message)) ?? null;
    this.thread?.reopen();
    if (this.contact && !conversation) session.outbox?.resume(this.place, this.opening());
  }

  protected override render(): TemplateResult {
    const { tongue, thread, row, contact } = this;
    if (thread?.state === 'failed') return this.failed(thread);
    const subject = row?.subject ?? contact?.subject;
    return html`<section class="thread" part="thread" aria-label=${tongue.t('messagesWith', { name: this.otherName })}>
      ${threadHeader({ tongue, row, contact, leave: this.leave, details: row ? this.details : null })}
      ${subject ? subjectStrip(tongue, subject) : nothing}
      ${reachBanner(tongue, this.reach.of(this.session))}
      <div class="log-frame">
        <div class="log" part="log" role="log" aria-live="off" tabindex="-1" aria-label=${tongue.t('messagesWith', { name: this.otherName })}
          @keydown=${this.logKey} @focusout=${this.blurred} @click=${this.tapped}>
          <div class="log-inside">${this.inside()}</div>
        </div>
        ${this.jump()}
      </div>
      ${this.foot()}
      ${this.announcer.render()}
    </section>`;
  }

  private inside(): TemplateResult {
    const { tongue, thread, row, contact, session } = this;
    const vendor = contact?.vendor;
    if (!thread && contact && this.pending.length === 0) {
      const name = vendor?.name ?? '';
      return empty('talk', tongue.t('firstTitle', { name }), tongue.t('firstAbout', { name }));
    }
    if (thread && (thread.state !== 'ready' || !row)) return threadSkeleton();
    const own = row?.party ?? 'buyer';
    const entries = entriesOf(thread?.messages ?? [], this.pending, own, this.me, thread?.readAtOpen ?? 0);
    const typist = this.conversation ? session.typing.who(this.conversation) : null;
    return html`${
      thread?.hasBefore
        ? html`<p class="older" role="status">${thread.loadingBefore ? tongue.t('loadingOlder') : nothing}</p>`
        : html`<p class="older">${tongue.t('beginning', { name: this.otherName })}</p>`
    }
      ${threadLog(entries, {
        tongue,
        row,
        person: session.person,
        own,
        active: this.active,
        choosing: this.choosing,
        canWrite: this.canWrite,
        canChange: message => canChange(message, session.person),
        actions: this.messageActions,
        activate: key => this.activate(key),
        deactivate: key => this.deactivate(key),
        choose: on => this.choose(on),
      })}
      ${typist ? typingDots(tongue, typist) : nothing}`;
  }

  private foot(): TemplateResult {
    const { tongue, row } = this;
    const { t } = tongue;
    if (!this.canWrite && row) {
      const view = this.session.rows.view(row.id);
      const why =
        row.state === 'closed'
          ? t('isClosed')
          : row.state === 'frozen'
            ? t('isFrozen')
            : (view?.whyNot ?? t('cannotWrite'));
      return html`<div class="closed" part="closed">
        ${icon('lock')}<p dir="auto">${why}</p>
        ${row.state === 'closed' ? html`<button class="button" type="button" @click=${() => this.setClosed(false)}>${t('reopen')}</button>` : nothing}
      </div>`;
    }
    return html`<parley-composer
      .tongue=${tongue}
      .actions=${this.composerActions}
      .replyTo=${this.replyTo}
      .editing=${this.editing}
      .name=${this.otherName}
      .draft=${this.draft}
      .place=${this.place}
    ></parley-composer>`;
  }

  private jump(): TemplateResult | typeof nothing {
    if (this.keeper.atBottom || !this.thread) return nothing;
    const { t } = this.tongue;
    const label = this.below > 0 ? t('newBelow', { n: this.below }) : t('jumpToNewest');
    return html`<button class="jump" part="jump" type="button" aria-label=${label} title=${label} @click=${() => this.toNewest()}>
      ${this.below > 0 ? html`<span>${label}</span>` : nothing}${icon('down')}
    </button>`;
  }

  private failed(thread: Thread): TemplateResult {
    const { tongue } = this;
    const lost = thread.error instanceof Refusal && thread.error.status === 404;
    const again = html`<button class="button" type="button" @click=${() => void thread.open()}>${tongue.t('retry')}</button>`;
    return html`<section class="thread" part="thread">
      ${threadHeader({ tongue, row: undefined, contact: null, leave: this.leave, details: null })}
      ${empty('lost', tongue.t('messages'), problemText(tongue, thread.error), lost ? undefined : again)}
    </section>`;
  }

  protected override updated(): void {
    this.keeper.watch(this.log);
    if (this.placed || this.thread?.state !== 'ready') return;
    this.placed = true;
    const mark = this.querySelector('.new');
    if (mark) this.keeper.toElement(mark, 'start');
    else this.keeper.toBottom();
    this.moved();
  }

  /** Something of the other side came while this is open: say it once; count it when it is out of view. */
  private arrived(message: Message): void {
    const text = message.text ?? '';
    if (text) this.announcer.say(this.tongue.t('says', { name: message.author.name, text }));
    if (!this.keeper.atBottom) this.below++;
    void this.updateComplete.then(() => this.markRead());
  }

  private moved(): void {
    if (this.keeper.atBottom) this.below = 0;
    this.markRead();
    if (this.log && this.placed && this.log.scrollTop < 400) void this.thread?.loadBefore();
  }

  private readonly markRead = (): void => {
    if (!this.placed || !this.conversation || document.visibilityState === 'hidden') return;
    const seq = this.keeper.lastSeenSeq();
    if (seq > 0) this.session.markRead(this.conversation, seq);
  };

  private toNewest(): void {
    this.keeper.atBottom = true;
    this.below = 0;
    this.keeper.toBottom(true);
    this.focus();
  }

  private get pending() {
    return this.session.outbox?.list(this.place) ?? [];
  }

  private get canWrite(): boolean {
    const { row } = this;
    if (!row) return this.contact !== null || this.conversation !== null;
    return row.state === 'open' && (this.session.rows.view(row.id)?.canWrite ?? true);
  }

  private get otherName(): string {
    return this.row?.with.name ?? this.contact?.vendor.name ?? '';
  }

  private get me(): Author {
    const { row, session } = this;
    const you = row ? session.rows.view(row.id)?.you : undefined;
    const vendor = row?.party === 'vendor' ? session.rows.view(row.id)?.vendor : undefined;
    const name = you?.name ?? this.tongue.t('you');
    if (vendor)
      return { party: 'vendor', id: vendor.id, name: vendor.name, agentId: session.person, agentName: name };
    return { party: 'buyer', id: session.person, name, agentId: null, agentName: null };
  }

  private opening() {
    const { contact } = this;
    if (!contact) return undefined;
    return { vendor: contact.vendor.id, subject: { kind: contact.subject.kind, id: contact.subject.id } };
  }

  private readonly composerActions: ComposerActions = {
    send: text => {
      const { replyTo } = this;
      this.session.outbox?.send(this.place, text, replyTo, this.conversation ? undefined : this.opening());
      this.replyTo = null;
      this.drafts.set(this.place, { text: '', replyTo: null });
      if (this.conversation) this.session.typing.sent(this.conversation);
      this.keeper.atBottom = true;
      this.requestUpdate();
    },
    save: async (message, text) => {
      if (await this.changes.edit(message, text)) this.editing = null;
    },
    changed: text => {
      this.drafts.set(this.place, { text, replyTo: this.replyTo });
      if (this.conversation && text.trim()) this.session.typing.typed(this.conversation);
    },
    cancel: () => {
      if (this.editing) this.editing = null;
      else this.setReply(null);
      this.focus();
    },
    editLast: () => {
      const last = this.thread?.messages.findLast(message => canChange(message, this.session.person));
      if (last) this.editing = last;
    },
  };

  private readonly messageActions: MessageActions = {
    reply: message => {
      this.editing = null;
      this.setReply({ seq: message.seq, author: message.author, text: message.text?.slice(0, 200) ?? null });
      this.focus();
    },
    react: (message, reaction, on) => void this.changes.react(message, reaction, on),
    edit: message => {
      this.editing = message;
      void this.updateComplete.then(() => this.focus());
    },
    unsend: message => void this.changes.unsend(message),
    copy: message => {
      void navigator.clipboard
        ?.writeText(message.text ?? '')
        .then(() => this.announcer.show(this.tongue.t('copied')));
    },
    goTo: seq => void this.goTo(seq),
    retry: id => this.session.outbox?.retry(this.place, id),
    discard: id => this.session.outbox?.discard(this.place, id),
  };

  private setReply(replyTo: Quote | null): void {
    this.replyTo = replyTo;
    const { text } = this.drafts.get(this.place);
    this.drafts.set(this.place, { text, replyTo });
  }

  private async goTo(seq: number): Promise<void> {
    while (this.thread?.hasBefore && (this.thread.messages[0]?.seq ?? 0) > seq) {
      const first = this.thread.messages[0]?.seq;
      await this.thread.loadBefore();
      if (this.thread.messages[0]?.seq === first) return;
    }
    await this.updateComplete;
    const target = this.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
    if (!target) return;
    this.keeper.toElement(target, 'center', true);
    target.classList.remove('flash');
    void target.offsetWidth;
    target.classList.add('flash');
    target.focus({ preventScroll: true });
  }

  private setClosed(closed: boolean): void {
    if (!this.conversation) return;
    this.session
      .setClosed(this.conversation, closed)
      .catch(error => this.announcer.show(problemText(this.tongue, error)));
  }

  private activate(key: string): void {
    if (this.active === key) return;
    this.active = key;
    this.choosing = false;
  }

  private deactivate(key: string): void {
    const focused = this.querySelector('.message:focus-within');
    if (this.active === key && !focused) this.active = null;
  }

  /** The pressed button makes way for others: the keyboard goes on from the first of them. */
  private choose(on: boolean): void {
    const message = this.querySelector<HTMLElement>('.message.active');
    this.choosing = on;
    void this.updateComplete.then(() =>
      (message?.querySelector<HTMLElement>('.tools button') ?? message)?.focus(),
    );
  }

  private readonly blurred = (event: FocusEvent): void => {
    // A button that was just replaced loses the focus to nobody.
    if (event.relatedTarget === null && this.choosing) return;
    if (!this.log?.contains(event.relatedTarget as Node | null)) this.active = null;
  };

  /** On a touch screen a tap on a message shows its tools. */
  private readonly tapped = (event: MouseEvent): void => {
    const message = (event.target as Element).closest<HTMLElement>('.message');
    if (message && !(event.target as Element).closest('a, button')) message.focus({ preventScroll: true });
  };

  private readonly logKey = (event: KeyboardEvent): void => {
    const all = [...this.querySelectorAll<HTMLElement>('.message')];
    const at = all.findIndex(message => message.contains(event.target as Node));
    const steps: Record<string, number> = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      Home: 0,
      End: all.length - 1,
    };
    const to = steps[event.key];
    if (to !== undefined && at >= 0) {
      event.preventDefault();
      all[Math.min(Math.max(to, 0), all.length - 1)]?.focus();
    } else if (event.key === 'Enter' && event.target === all[at]) {
      event.preventDefault();
      all[at]?.querySelector<HTMLElement>('.tools button')?.focus();
    } else if (event.key === 'Escape' && at >= 0) {
      event.preventDefault();
      event.stopPropagation();
      if (this.choosing) this.choose(false);
      else this.focus();
    }
  };
}
