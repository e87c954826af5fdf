import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Notes } from '../../kit/answer/notes';
import { mentionedIn } from '../../kit/answer/team';
import type { Note } from '../../kit/answer/wire';
import type { AnswerTongue } from '../../kit/answer/words';
import { problemText } from '../../kit/problem-text';
import { isVisible } from '../../kit/visible';
import type { Person } from '../../kit/wire';
import { keepFocus } from '../../parts/answer/template-option';
import { avatar } from '../../parts/avatar';
import { icon } from '../../parts/icons';
import { LightElement } from '../../parts/light';
import { type Begun, begunAt, put } from './caret';

/** In UTF-16 units, as the server counts. */
const limit = 5000;

/** Where the team writes to itself: another colour, another name, and no way out to the buyer. */
@customElement('parley-note-writer')
export class NoteWriter extends LightElement {
  @property({ attribute: false }) words!: AnswerTongue;
  @property({ attribute: false }) notes!: Notes;
  @property({ attribute: false }) people: readonly Person[] = [];
  @property({ attribute: false }) editing: Note | null = null;
  /** What was begun here and left. */
  @property() draft = '';
  @property({ attribute: false }) keep!: (text: string) => void;
  @property({ attribute: false }) done!: () => void;
  @state() private text = '';
  @state() private saving = false;
  @state() private trouble: unknown = null;
  @state() private begun: Begun | null = null;
  @state() private at = 0;
  @query('textarea') private field!: HTMLTextAreaElement | null;
  /** The same note, however often it is sent. */
  private noteId = crypto.randomUUID();

  override focus(): void {
    this.field?.focus({ preventScroll: true });
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('notes')) {
      this.text = this.draft;
      this.trouble = null;
      this.begun = null;
    }
    if (changes.has('editing') && (this.editing || changes.get('editing')))
      this.text = this.editing?.text ?? this.draft;
  }

  private get found(): Person[] {
    if (!this.begun) return [];
    const sought = this.begun.words.toLocaleLowerCase();
    return this.people
      .filter(({ name }) =>
        name
          .toLocaleLowerCase()
          .split(/\s+/)
          .some((_, i, all) => all.slice(i).join(' ').startsWith(sought)),
      )
      .slice(0, 8);
  }

  protected override render(): TemplateResult {
    const { t } = this.words;
    const { text, found, begun, saving } = this;
    const over = text.length - limit;
    return html`<form class="composer note-writer" @submit=${this.submit}>
      ${
        begun
          ? html`<div class="answer-panel people"><ul id="note-people" role="listbox" aria-label=${t('mention')}>
            ${found.map(
              (
                one,
                i,
              ) => html`<li id="note-person-${i}" class="snippet person" role="option" aria-selected=${i === this.at}
                @pointerdown=${keepFocus} @click=${() => this.mention(one)}>${avatar(one)}<bdi>${one.name}</bdi></li>`,
            )}</ul>${found.length === 0 ? html`<p class="panel-none">${t('nobody')}</p>` : nothing}</div>`
          : nothing
      }
      ${this.editing ? html`<div class="above"><div class="above-words"><span class="above-title">${t('changeNote')}</span></div><button class="icon-button" type="button" aria-label=${t('cancel')} title=${t('cancel')} @click=${this.done}>${icon('close')}</button></div>` : nothing}
      <div class="field">
        <textarea rows="1" dir=${text ? 'auto' : nothing} .value=${text} placeholder=${t('writeNote')} aria-label=${t('writeNote')}
          aria-describedby="note-hint note-count" aria-autocomplete="list" aria-controls=${begun ? 'note-people' : nothing}
          aria-activedescendant=${begun && found[this.at] ? `note-person-${this.at}` : nothing} aria-invalid=${over > 0 ? 'true' : nothing}
          @input=${this.typed} @keydown=${this.key} @click=${this.look}></textarea>
        <button class="send" type="submit" aria-label=${t('saveNote')} title=${t('saveNote')} ?disabled=${!isVisible(text) || over > 0 || saving}>${icon(this.editing ? 'check' : 'send')}</button>
      </div>
      <p class="note-foot"><span>${icon('lock')}${t('onlyTeam')}</span><span id="note-hint" class="soft">${t('noteHint')}</span></p>
      <p id="note-count" class="counter ${over > 0 ? 'over' : ''}" role="status">${over > 0 ? t('tooLong', { n: over }) : ''}</p>
      ${this.trouble ? html`<p class="note-trouble" role="alert">${t('noteFailed', { why: problemText(this.words.main, this.trouble) })}</p>` : nothing}
    </form>`;
  }

  private readonly typed = (event: Event): void => {
    this.text = (event.target as HTMLTextAreaElement).value;
    if (!this.editing) this.keep(this.text);
    this.look();
  };

  private readonly look = (): void => {
    const { field } = this;
    this.begun = field && this.people.length > 0 ? begunAt(field.value, field.selectionStart, '@', 3) : null;
    this.at = 0;
    if (this.begun && /\s/.test(this.begun.words) && this.found.length === 0) this.begun = null;
  };

  private mention(person: Person): void {
    const { field, begun } = this;
    if (field && begun) put(field, `@${person.name} `, begun.start, begun.end);
    this.begun = null;
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (event.isComposing || event.keyCode === 229) return;
    const { found, begun } = this;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const person = found[this.at];
    if (begun && step && found.length > 0) this.at = (this.at + step + found.length) % found.length;
    else if (begun && person && (event.key === 'Enter' || event.key === 'Tab')) this.mention(person);
    else if (begun && event.key === 'Escape') this.begun = null;
    else if (event.key === 'Enter' && !event.shiftKey && !event.altKey) void this.save();
    else if (event.key === 'Escape' && this.editing) this.done();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    void this.save();
  };

  private async save(): Promise<void> {
    const text = this.text.trim();
    if (this.saving || !isVisible(text) || text.length > limit) return;
    const { notes, editing } = this;
    const mentions = mentionedIn(text, this.everybody).map(({ id }) => id);
    this.saving = true;
    this.trouble = null;
    try {
      if (editing) await notes.edit(editing, text, mentions);
      else await notes.write(this.noteId, text, mentions);
      this.noteId = crypto.randomUUID();
      this.text = '';
      if (!editing) this.keep('');
      this.done();
    } catch (error) {
      this.trouble = error;
    } finally {
      this.saving = false;
    }
    this.focus();
  }

  /** Whoever was meant before may have left the team since. */
  private get everybody(): Person[] {
    return [
      ...this.people,
      ...(this.editing?.mentions ?? []).filter(one => !this.people.some(({ id }) => id === one.id)),
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-note-writer': NoteWriter;
  }
}
