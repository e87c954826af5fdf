import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { Snippets } from '../../kit/answer/snippets';
import { woven } from '../../kit/answer/weave';
import { type AnswerTongue, answerTongueFor } from '../../kit/answer/words';
import type { Entry } from '../../kit/grouping';
import type { Extra } from '../../kit/outbox';
import { problemText } from '../../kit/problem-text';
import type { ConversationRow, HereView } from '../../kit/wire';
import { answerBar } from '../../parts/answer/bar';
import { carryLine } from '../../parts/answer/carry-line';
import { hereLine } from '../../parts/answer/here';
import { holeLine } from '../../parts/answer/hole-line';
import { noteCard } from '../../parts/answer/note-card';
import { quickRow } from '../../parts/answer/quick-row';
import { staleNotice } from '../../parts/answer/stale-notice';
import { answerStyle } from '../../parts/answer/style';
import type { FileParts } from '../../parts/file-parts';
import { LightElement } from '../../parts/light';
import type { Beside, ThreadView } from '../thread-view';
import { Watch } from '../watch';
import { Carrying } from './carrying';
import { Company } from './company';
import { Filling } from './filling';
import type { NoteWriter } from './note-writer';
import type { SnippetPanel } from './snippet-panel';
import { Stale } from './stale';
import { TeamNotes } from './team-notes';
import './macro-panel';
import './note-writer';
import './snippet-panel';

/** What other parts of the desk may open here: `note`, `templates`, `macros`. */
export const answerEvent = 'parley-answer';

type Panel = 'templates' | 'macros' | null;

/** What a vendor's team has beside a thread. It stands above the composer and reaches into the thread by `Beside`. */
@customElement('parley-answering')
export class Answering extends LightElement implements Beside {
  @property({ attribute: false }) view!: ThreadView;
  @property({ attribute: false }) row!: ConversationRow;
  @state() private panel: Panel = null;
  @query('parley-snippets') readonly list!: SnippetPanel | null;
  @query('parley-note-writer') private writer!: NoteWriter | null;
  private snippets!: Snippets;
  readonly carrying = new Carrying(this);
  private readonly filling = new Filling(this);
  private readonly company = new Company(() => {
    this.requestUpdate();
    this.view.requestUpdate();
  });
  private readonly notes = new TeamNotes(this);
  private readonly stale = new Stale(
    () => this.view,
    () => this.requestUpdate(),
    (templates, text) => this.filling.cameBack(templates, text),
  );
  private readonly watch = new Watch(this);
  private anyway = false;
  private thread: ThreadView['thread'] = null;
  private unhear: (() => void) | null = null;
  private root: Node | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.root = this.getRootNode();
    const sheet = answerStyle.styleSheet;
    if (this.root instanceof ShadowRoot && sheet && !this.root.adoptedStyleSheets.includes(sheet))
      this.root.adoptedStyleSheets.push(sheet);
    this.root.addEventListener(answerEvent, this.asked);
    if (this.hasUpdated) this.enter();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.root?.removeEventListener(answerEvent, this.asked);
    this.leave();
  }

  private get words(): AnswerTongue {
    return answerTongueFor(this.view.tongue);
  }

  get field(): HTMLTextAreaElement | null {
    return this.view.composer?.field ?? null;
  }

  get files(): FileParts | null {
    return this.view.files;
  }

  send(): void {
    this.field?.form?.requestSubmit();
  }

  get isOpen(): boolean {
    return this.panel !== null;
  }

  get canWrite(): boolean {
    return this.view.canWrite;
  }

  close(): void {
    this.panel = null;
  }

  say(key: 'quickFilled' | 'fillFirst', values: Record<string, string | number>): void {
    this.company.say(this.words.t(key, values));
  }

  get colleagues(): HereView[] {
    return this.company.others;
  }

  private get mayNote(): boolean {
    return this.view.session.rows.view(this.row.id)?.whyNot !== 'read-only';
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (!this.words.ready) void this.words.whenReady.then(() => this.requestUpdate());
    if (this.thread !== this.view.thread) this.enter();
    const { session, thread } = this.view;
    this.watch.these(session.changed, thread?.changed, session.outbox?.changed, this.notes.changed);
    if (changes.has('row') || changes.size === 0) this.stale.look();
  }

  /** Another thread, or the first one. */
  private enter(): void {
    this.leave();
    const { view } = this;
    const { session, thread } = view;
    this.thread = thread;
    this.panel = null;
    this.snippets = new Snippets(session, this.row.id);
    this.filling.enter(this.snippets);
    this.carrying.enter(this.snippets);
    this.company.enter(session, this.row.id);
    this.notes.enter(session, this.row.id);
    view.addEventListener('keydown', this.filling.pressed, true);
    for (const name of ['input', 'click', 'keyup']) view.addEventListener(name, this.filling.moved);
    const undo = thread?.arrived.add(() => void this.filling.offer());
    this.unhear = () => {
      undo?.();
      view.removeEventListener('keydown', this.filling.pressed, true);
      for (const name of ['input', 'click', 'keyup']) view.removeEventListener(name, this.filling.moved);
    };
    void this.filling.offer();
    view.requestUpdate();
  }

  private leave(): void {
    this.unhear?.();
    this.unhear = null;
    this.company.leave();
    this.notes.leave();
    this.filling.leave();
    this.thread = null;
  }

  get here(): TemplateResult | typeof nothing {
    return this.isConnected && this.hasUpdated ? hereLine(this.words, this.company.others) : nothing;
  }

  weave(entries: Entry[]): Entry[] {
    const { items } = this.notes;
    if (items.length === 0) return entries;
    return woven(entries, items, this.view.thread?.hasBefore ?? false, note =>
      noteCard(note, { words: this.words, ...this.notes.look(note) }),
    );
  }

  leaving(text: string, seenSeq: number | undefined): Extra | null {
    if (!this.filling.isWhole(text) || this.carrying.holds()) return null;
    if (!this.stale.passes(this.anyway)) return null;
    const seen = Math.max(seenSeq ?? 0, this.stale.now?.seq ?? 0);
    const templates = this.filling.left(text);
    this.anyway = false;
    this.stale.clear();
    this.company.sent();
    this.carrying.sent();
    void this.updateComplete.then(() => this.filling.moved());
    return { seenSeq: seen, ...(templates.length > 0 ? { templates } : {}) };
  }

  typed(): void {
    this.company.typed();
  }

  protected override render(): TemplateResult {
    const { words, view, panel, filling, carrying } = this;
    const { begun, holes } = filling;
    const { t } = words;
    const { now } = this.stale;
    const noting = this.notes.open && this.mayNote;
    this.toggleAttribute('data-noting', noting);
    return html`<div class="answering">
      ${now && !noting ? staleNotice({ words, ...now, canSend: view.canWrite && !!view.composer?.text.trim(), show: () => void this.stale.lead(), send: this.sendAnyway, dismiss: () => this.stale.clear() }) : nothing}
      <div class="answer-anchor">
        ${
          panel === 'macros'
            ? html`<parley-macros .words=${words} .session=${view.session} .snippets=${this.snippets} .seenSeq=${() => view.seenSeq} .close=${this.closePanel}></parley-macros>`
            : panel === 'templates' || begun
              ? html`<parley-snippets .words=${words} .snippets=${this.snippets} .sought=${panel ? null : (begun?.words ?? null)} .choose=${filling.insert} .close=${this.closePanel} @moved=${filling.tellField}></parley-snippets>`
              : nothing
        }
      </div>
      ${!noting && view.canWrite && holes.length > 0 ? holeLine(words, holes, filling.select) : nothing}
      ${!noting && view.canWrite && filling.quickFits ? quickRow(words, filling.quick, filling.filled, reply => filling.tapped(reply)) : nothing}
      ${
        this.mayNote
          ? answerBar(words, {
              noting,
              canWrite: view.canWrite,
              open: panel,
              tab: on => this.turnTo(on),
              toggle: name => this.toggle(name),
            })
          : nothing
      }
      ${noting ? nothing : carryLine(words, carrying)}
      ${this.notesTrouble()}
      ${
        noting
          ? html`<parley-note-writer .words=${words} .notes=${this.notes.notes} .people=${this.notes.people} .editing=${this.notes.editing} .draft=${this.notes.draft} .keep=${this.notes.keep} .done=${this.notes.finished}></parley-note-writer>`
          : nothing
      }
      <span class="hidden" role="status">${this.company.said}${this.notes.said}</span>
      <span class="hidden" id="quick-about">${t('quickAgain')}</span>
    </div>`;
  }

  protected override updated(): void {
    this.filling.drawn();
  }

  private notesTrouble(): TemplateResult | typeof nothing {
    const { t, main } = this.words;
    const { notes, trouble } = this.notes;
    if (trouble) return html`<p class="note-trouble" role="alert">${problemText(main, trouble)}</p>`;
    if (notes.state !== 'failed') return nothing;
    return html`<p class="note-trouble" role="alert">${t('notesFailed')} <button class="link" type="button" @click=${this.notes.reload}>${t('again')}</button></p>`;
  }

  private readonly sendAnyway = (): void => {
    this.anyway = true;
    this.send();
    this.anyway = false;
  };

  private readonly closePanel = (): void => {
    const was = this.panel;
    this.panel = null;
    this.filling.begun = null;
    if (was) void this.updateComplete.then(() => this.querySelector<HTMLElement>(`.bar-${was}`)?.focus());
  };

  private toggle(panel: 'templates' | 'macros'): void {
    if (this.panel === panel) {
      this.closePanel();
      return;
    }
    this.filling.begun = null;
    this.panel = panel;
    if (panel === 'templates') this.notes.turn(false);
  }

  private turnTo(noting: boolean): void {
    this.panel = null;
    this.filling.begun = null;
    this.notes.turn(noting);
    void this.updateComplete.then(() => (noting ? this.writer?.focus() : this.view.composer?.focus()));
  }

  private readonly asked = (event: Event): void => {
    const what = (event as CustomEvent<string>).detail;
    if (what === 'note') this.turnTo(true);
    else if (what === 'templates' || what === 'macros') this.toggle(what);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-answering': Answering;
  }
}
