import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { type Hole, holesIn, nextHole } from '../../kit/answer/gaps';
import { MadeWith } from '../../kit/answer/made-with';
import { Snippets } from '../../kit/answer/snippets';
import { woven } from '../../kit/answer/weave';
import { type AnswerTongue, answerTongueFor } from '../../kit/answer/words';
import type { Entry } from '../../kit/grouping';
import type { Extra } from '../../kit/outbox';
import { problemText } from '../../kit/problem-text';
import type { ConversationRow, HereView, QuickReply, Rendered, Template } from '../../kit/wire';
import { answerBar } from '../../parts/answer/bar';
import { hereLine } from '../../parts/answer/here';
import { holeLine } from '../../parts/answer/hole-line';
import { noteCard } from '../../parts/answer/note-card';
import { quickRow } from '../../parts/answer/quick-row';
import { staleNotice } from '../../parts/answer/stale-notice';
import { answerStyle } from '../../parts/answer/style';
import { LightElement } from '../../parts/light';
import type { Beside, ThreadView } from '../thread-view';
import { Watch } from '../watch';
import { type Begun, begunAt, put } from './caret';
import { Company } from './company';
import { Mirror } from './mirror';
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
  @state() private begun: Begun | null = null;
  @state() private holes: Hole[] = [];
  @state() private quick: QuickReply[] = [];
  @state() private filled: string | null = null;
  @query('parley-snippets') private list!: SnippetPanel | null;
  @query('parley-note-writer') private writer!: NoteWriter | null;
  private snippets!: Snippets;
  private readonly made = new MadeWith();
  private readonly mirror = new Mirror();
  private readonly company = new Company(() => {
    this.requestUpdate();
    this.view.requestUpdate();
  });
  private readonly notes = new TeamNotes(this);
  private readonly stale = new Stale(
    () => this.view,
    () => this.requestUpdate(),
    (templates, text) => {
      for (const template of templates) this.made.add(template, text);
    },
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

  private get field(): HTMLTextAreaElement | null {
    return this.view.composer?.field ?? null;
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
    this.begun = null;
    this.filled = null;
    this.quick = [];
    this.made.clear();
    this.snippets = new Snippets(session, this.row.id);
    this.company.enter(session, this.row.id);
    this.notes.enter(session, this.row.id);
    view.addEventListener('keydown', this.pressed, true);
    for (const name of ['input', 'click', 'keyup']) view.addEventListener(name, this.moved);
    const undo = thread?.arrived.add(() => void this.offer());
    this.unhear = () => {
      undo?.();
      view.removeEventListener('keydown', this.pressed, true);
      for (const name of ['input', 'click', 'keyup']) view.removeEventListener(name, this.moved);
    };
    void this.offer();
    view.requestUpdate();
  }

  private leave(): void {
    this.unhear?.();
    this.unhear = null;
    this.company.leave();
    this.notes.leave();
    this.mirror.remove();
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
    const holes = holesIn(text);
    if (holes.length > 0) {
      this.holes = holes;
      this.company.say(this.words.t('fillFirst', { n: holes.length }));
      this.select(holes[0]);
      return null;
    }
    if (!this.stale.passes(this.anyway)) return null;
    const seen = Math.max(seenSeq ?? 0, this.stale.now?.seq ?? 0);
    const templates = this.made.of(text);
    this.anyway = false;
    this.stale.clear();
    this.made.clear();
    this.filled = null;
    this.company.sent();
    void this.updateComplete.then(() => this.moved());
    return { seenSeq: seen, ...(templates.length > 0 ? { templates } : {}) };
  }

  typed(): void {
    this.company.typed();
  }

  protected override render(): TemplateResult {
    const { words, view, panel, begun } = this;
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
              ? html`<parley-snippets .words=${words} .snippets=${this.snippets} .sought=${panel ? null : (begun?.words ?? null)} .choose=${this.insert} .close=${this.closePanel} @moved=${this.tellField}></parley-snippets>`
              : nothing
        }
      </div>
      ${!noting && view.canWrite && this.holes.length > 0 ? holeLine(words, this.holes, hole => this.select(hole)) : nothing}
      ${!noting && view.canWrite && this.quickFits ? quickRow(words, this.quick, this.filled, reply => this.tapped(reply)) : nothing}
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
    const { field } = this;
    this.mirror.show(field, field?.value ?? '', this.holes);
    if (!this.begun) this.tellField();
  }

  private notesTrouble(): TemplateResult | typeof nothing {
    const { t, main } = this.words;
    const { notes, trouble } = this.notes;
    if (trouble) return html`<p class="note-trouble" role="alert">${problemText(main, trouble)}</p>`;
    if (notes.state !== 'failed') return nothing;
    return html`<p class="note-trouble" role="alert">${t('notesFailed')} <button class="link" type="button" @click=${this.notes.reload}>${t('again')}</button></p>`;
  }

  /** Ready answers are for an empty composer, or for the one that was put in by one of them. */
  private get quickFits(): boolean {
    const text = this.view.composer?.text.trim() ?? '';
    return (
      this.quick.length > 0 &&
      (text === '' || this.quick.some(reply => reply.template === this.filled && reply.text.trim() === text))
    );
  }

  private async offer(): Promise<void> {
    const { snippets } = this;
    if (!this.view.canWrite) return;
    try {
      const quick = await snippets.quick();
      if (snippets === this.snippets) this.quick = quick;
    } catch {
      // They are an offer; without them one writes.
    }
  }

  private tapped(reply: QuickReply): void {
    const { field } = this;
    if (!field) return;
    if (this.filled === reply.template && field.value.trim() === reply.text.trim()) {
      field.form?.requestSubmit();
      return;
    }
    this.filled = reply.template;
    this.made.clear();
    this.made.add(reply.template, reply.text);
    put(field, reply.text, 0, field.value.length);
    this.company.say(this.words.t('quickFilled', { name: reply.name }));
  }

  private readonly insert = (template: Template, rendered: Rendered): void => {
    const { field, begun } = this;
    this.panel = null;
    this.begun = null;
    if (!field) return;
    const start = begun?.start ?? field.selectionStart;
    const end = begun?.end ?? field.selectionEnd;
    const before = field.value.slice(0, start);
    const glue = before === '' || /\s$/.test(before) ? '' : '\n';
    put(field, glue + rendered.text, start, end);
    this.made.add(template.id, rendered.text);
    const first = holesIn(field.value).find(hole => hole.start >= start);
    if (first) this.select(first);
  };

  /** After each key, press or change in the composer: what is sought, and what is to be filled in. */
  private readonly moved = (event?: Event): void => {
    const { field } = this;
    if (!field || (event && event.target !== field)) return;
    const holes = holesIn(field.value);
    if (holes.length > 0 || this.holes.length > 0) this.holes = holes;
    const begun = this.panel === null ? begunAt(field.value, field.selectionStart, '/') : null;
    // Whoever pressed Escape wants the sign itself.
    if (event?.type === 'input') {
      this.begun = begun;
      if (!begun) this.requestUpdate();
    } else if (!begun || begun.start !== this.begun?.start) this.begun = null;
  };

  private readonly pressed = (event: KeyboardEvent): void => {
    if (event.isComposing || event.keyCode === 229 || event.target !== this.field) return;
    const { field, list } = this;
    if (this.begun && list?.press(event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.key !== 'Tab' || event.ctrlKey || event.altKey || !field) return;
    const at = { start: field.selectionStart, end: field.selectionEnd };
    const hole = nextHole(this.holes, at, event.shiftKey ? -1 : 1);
    if (!hole) return;
    event.preventDefault();
    this.select(hole);
  };

  private select(hole: Hole | undefined): void {
    const { field } = this;
    if (!field || !hole) return;
    field.focus({ preventScroll: true });
    field.setSelectionRange(hole.start, hole.start + hole.length);
  }

  /** Screen readers hear of the list from the field that keeps the focus. */
  private readonly tellField = (): void => {
    const { field, list, begun } = this;
    if (!field) return;
    const active = begun ? list?.activeId : null;
    const attributes = {
      'aria-autocomplete': begun ? 'list' : null,
      'aria-controls': begun ? 'snippet-list' : null,
      'aria-activedescendant': active ?? null,
    };
    for (const [name, value] of Object.entries(attributes))
      if (value) field.setAttribute(name, value);
      else field.removeAttribute(name);
  };

  private readonly sendAnyway = (): void => {
    this.anyway = true;
    this.field?.form?.requestSubmit();
    this.anyway = false;
  };

  private readonly closePanel = (): void => {
    const was = this.panel;
    this.panel = null;
    this.begun = null;
    if (was) void this.updateComplete.then(() => this.querySelector<HTMLElement>(`.bar-${was}`)?.focus());
  };

  private toggle(panel: 'templates' | 'macros'): void {
    if (this.panel === panel) {
      this.closePanel();
      return;
    }
    this.begun = null;
    this.panel = panel;
    if (panel === 'templates') this.notes.turn(false);
  }

  private turnTo(noting: boolean): void {
    this.panel = null;
    this.begun = null;
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
