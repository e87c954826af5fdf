import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { type Entry, entriesOf } from '../kit/grouping';
import type { Tongue } from '../kit/i18n';
import type { Extra } from '../kit/outbox';
import { problemText } from '../kit/problem-text';
import { canChange } from '../kit/receipts';
import type { Session } from '../kit/session';
import { askToSignIn } from '../kit/settings';
import type { Thread } from '../kit/thread';
import type { Contact, ConversationRow, Message } from '../kit/wire';
import { reachBanner } from '../parts/banner';
import { closedFoot } from '../parts/closed-foot';
import type { Composer } from '../parts/composer';
import { empty } from '../parts/empty';
import type { FileParts } from '../parts/file-parts';
import { historyStart } from '../parts/history-start';
import { jumpButton } from '../parts/jump-button';
import { LightElement } from '../parts/light';
import type { SafetyParts } from '../parts/safety-parts';
import { stripSkeleton, threadSkeleton } from '../parts/skeletons';
import { subjectStrip } from '../parts/subject-card';
import { systemText } from '../parts/system-line';
import { typingDots } from '../parts/typing-dots';
import { Announcer } from './announcer';
import { LateBundle } from './late-bundle';
import { loadAnswering, loadFiles, loadSafety } from './load-desk';
import { MessageFocus } from './message-focus';
import { Reading } from './reading';
import { openBell } from './thread-bell';
import { composerActions, messageActions } from './thread-deeds';
import { threadHeader, type WayOut } from './thread-header';
import { threadLog } from './thread-log';
import { ownAuthor, placeOf } from './thread-place';
import { threadWaiting } from './thread-waiting';
import { Watch } from './watch';
import { Writing } from './writing';

/** The bundle that a vendor's team loads beside its threads; nothing of it is there before. */
export interface Beside extends HTMLElement {
  here?: TemplateResult | typeof nothing;
  weave?(entries: Entry[]): Entry[];
  /** A text is about to be sent; null when it is not to go out. */
  leaving?(text: string, seenSeq: number | undefined): Extra | null;
  typed?(): void;
}

/** One conversation, stored or about to begin. Inner element of inbox and thread. */
@customElement('parley-thread-view')
export class ThreadView extends LightElement {
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) tongue!: Tongue;
  @property({ attribute: false }) conversation: string | null = null;
  /** The subject to ask about while there is no conversation. */
  @property({ attribute: false }) contact: Contact | null = null;
  @property({ attribute: false }) leave: WayOut | null = null;
  @property({ attribute: false }) details: (() => void) | null = null;
  @query('.log') private log!: HTMLElement | null;
  @query('parley-composer') readonly composer!: Composer | null;
  /** What a vendor's team has beside the thread; once its bundle is here. */
  @query('parley-answering') readonly beside!: Beside | null;
  @query('parley-safety') private guard!: (HTMLElement & Partial<SafetyParts>) | null;
  @query('parley-files') private carrier!: (HTMLElement & Partial<FileParts>) | null;
  thread: Thread | null = null;
  private stopListening: (() => void) | null = null;
  private readonly watch = new Watch(this);
  readonly announcer = new Announcer(this);
  readonly writing = new Writing(this);
  private readonly messageFocus = new MessageFocus(this);
  readonly reading = new Reading(this);
  private readonly fileBundle = new LateBundle(this, loadFiles, () => this.showsFiles);
  private readonly safetyBundle = new LateBundle(this, loadSafety, () => false);
  private readonly composerActions = composerActions(this);
  readonly messageActions = messageActions(this);

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
    if (this.hasUpdated) this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopListening?.();
  }

  get place(): string {
    return this.conversation ?? this.placeBefore ?? '';
  }

  private get placeBefore(): string | null {
    return this.contact && placeOf(this.contact);
  }

  /** Null until their bundle is here. */
  get files(): FileParts | null {
    return this.carrier?.draw ? (this.carrier as unknown as FileParts) : null;
  }

  get safety(): SafetyParts | null {
    return this.guard?.weave ? (this.guard as unknown as SafetyParts) : null;
  }

  private get showsFiles(): boolean {
    return this.thread?.messages.some(message => message.attachments.length > 0) ?? false;
  }

  get row(): ConversationRow | undefined {
    return this.conversation ? this.session.rows.get(this.conversation) : undefined;
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('session') || changes.has('conversation') || changes.has('contact')) this.begin();
    const { session, thread } = this;
    this.announcer.unsay(
      seq =>
        thread?.messages.some(held => held.seq === seq && (held.unsentAt !== null || !!held.removed)) ?? true,
    );
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
    if (session.as !== 'buyer') void loadAnswering();
    this.stopListening?.();
    this.thread = conversation ? session.thread(conversation) : null;
    this.reading.enter(session, this.thread);
    this.messageFocus.hostDisconnected();
    this.writing.enter(session, this.place, conversation ? this.placeBefore : null);
    this.stopListening = this.thread?.arrived.add(message => this.arrived(message)) ?? null;
    this.thread?.reopen();
  }

  protected override render(): TemplateResult {
    const { tongue, thread, row, contact, session } = this;
    if (thread?.state === 'failed') {
      const again = () => {
        this.session.again();
        void thread.open();
      };
      return threadWaiting({ tongue, row, leave: this.leave, error: thread.error, again });
    }
    const subject = row?.subject ?? contact?.subject;
    return html`<section class="thread" part="thread" aria-label=${tongue.t('messagesWith', { name: this.otherName })}>
      ${threadHeader({ tongue, row, contact, leave: this.leave, details: row ? this.details : null, bell: row ? this.bell : null, gallery: row && this.files ? () => this.files?.showGallery() : null, reach: session.reach, here: this.beside?.here })}
      ${subject ? subjectStrip(tongue, subject) : thread && !row ? stripSkeleton() : nothing}
      ${reachBanner(tongue, session.reach, this.signIn)}
      <div class="log-frame">
        <div class="log" part="log" role="log" aria-live="off" tabindex="-1" aria-label=${tongue.t('messagesWith', { name: this.otherName })}
          @keydown=${this.messageFocus.key} @focusout=${this.messageFocus.blurred} @click=${this.messageFocus.tapped}>
          <div class="log-inside">${this.inside()}</div>
        </div>
        ${this.jump()}
      </div>
      <parley-files .view=${this}></parley-files>
      ${row?.party === 'vendor' ? html`<parley-answering .view=${this} .row=${row}></parley-answering>` : nothing}
      ${this.foot()}
      <parley-safety .view=${this} .thread=${thread} .tongue=${tongue}></parley-safety>
      ${this.announcer.render()}
    </section>`;
  }

  private readonly bell = (anchor: HTMLElement): void => {
    const { session, tongue, conversation } = this;
    const chosen = (text: string) => this.announcer.show(text);
    if (conversation) void openBell(anchor, { session, tongue, conversation, chosen });
  };

  private inside(): TemplateResult {
    const { tongue, thread, row, contact, session } = this;
    const vendor = contact?.vendor;
    if (!thread && contact && this.pending.length === 0) {
      const name = vendor?.name ?? '';
      return empty('talk', tongue.t('firstTitle', { name }), tongue.t('firstAbout', { name }));
    }
    if (thread && (thread.state !== 'ready' || !row)) return threadSkeleton();
    // Drawn with their files at once, nothing moves when these come.
    if (this.fileBundle.isAwaited && !this.files) return threadSkeleton();
    const own = row?.party ?? 'buyer';
    const entries = entriesOf(
      thread?.messages ?? [],
      this.pending,
      own,
      ownAuthor(session, row, tongue),
      thread?.readAtOpen ?? 0,
    );
    const typist = this.conversation ? session.typing.who(this.conversation) : null;
    return html`${historyStart(tongue, this.otherName, thread?.hasBefore ?? false, thread?.loadingBefore ?? false)}
      ${threadLog(this.woven(entries), {
        tongue,
        row,
        person: session.person,
        own,
        active: this.messageFocus.active,
        choosing: this.messageFocus.choosing,
        canWrite: this.canWrite,
        canChange: message => canChange(message, session.person),
        actions: this.messageActions,
        files: this.files,
        safety: this.safety,
        activate: key => this.messageFocus.activate(key),
        deactivate: key => this.messageFocus.deactivate(key),
        choose: on => this.messageFocus.choose(on),
        go: this.go,
      })}
      ${typist ? typingDots(tongue, typist) : nothing}`;
  }

  /** With what the team, and what the author alone, sees among the messages. */
  private woven(entries: Entry[]): Entry[] {
    const all = this.beside?.weave?.(entries) ?? entries;
    return this.safety?.weave(all) ?? all;
  }

  private foot(): TemplateResult {
    const { tongue, row } = this;
    if (!this.canWrite && row)
      return closedFoot(tongue, row, this.whyNot === 'left', () => this.reopen(row.id), this.go);
    return html`<parley-composer
      .tongue=${tongue}
      .actions=${this.composerActions}
      .replyTo=${this.writing.replyTo}
      .editing=${this.writing.editing}
      .files=${this.files}
      .name=${this.otherName}
      .draft=${this.writing.draft}
      .place=${this.place}
    ></parley-composer>`;
  }

  /** To another conversation of this inbox: where this one goes on, or was passed on to. */
  private readonly go = (about: string): void => {
    this.dispatchEvent(
      new CustomEvent('parley-desk-page', { detail: { page: 'inbox', about }, bubbles: true }),
    );
  };

  private jump(): TemplateResult | typeof nothing {
    if (this.reading.atNewest || !this.thread) return nothing;
    return jumpButton(this.tongue, this.reading.below, () => {
      this.reading.toNewest();
      this.focus();
    });
  }

  protected override updated(): void {
    this.fileBundle.want();
    this.safetyBundle.want();
    this.reading.follow(this.log);
  }

  /** Something of the other side came while this is open: say it once; count it when it is out of view. */
  private arrived(message: Message): void {
    const { tongue, row } = this;
    const name = message.author.agentName ?? message.author.name;
    const n = message.attachments.length;
    const text = message.text || (n > 0 ? tongue.t('nFiles', { n }) : '');
    const words = text ? tongue.t('says', { name, text }) : systemText(tongue, message, row);
    if (words) this.announcer.say(message.seq, words);
    this.reading.arrived();
  }

  /** A message written before the conversation came to be may still wait under the place's first name. */
  get places(): string[] {
    return [...new Set([this.placeBefore ?? this.place, this.place])];
  }

  private get pending() {
    return this.places.flatMap(place => this.session.outbox?.list(place) ?? []);
  }

  get canWrite(): boolean {
    const { row } = this;
    if (!row) return this.contact !== null || this.conversation !== null;
    return row.state === 'open' && !['read-only', 'left', 'restricted'].includes(this.whyNot ?? '');
  }

  private get whyNot() {
    return this.row && this.session.rows.view(this.row.id)?.whyNot;
  }

  private get otherName(): string {
    return this.row?.with.name ?? this.contact?.vendor.name ?? '';
  }

  /** The last message that has been on the screen. */
  get seenSeq(): number {
    return this.reading.seenSeq;
  }

  goTo(seq: number, place?: string): Promise<void> {
    return this.messageFocus.lead(() => this.reading.goTo(seq, place));
  }

  private readonly signIn = (event: Event): void => {
    askToSignIn(event.currentTarget as Element);
    this.session.again();
  };

  private reopen(id: string): void {
    this.session.setClosed(id, false).catch(error => this.announcer.show(problemText(this.tongue, error)));
  }
}
