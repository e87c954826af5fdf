import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Tongue } from '../kit/i18n';
import { isVisible } from '../kit/visible';
import type { Message, Quote } from '../kit/wire';
import type { FileParts } from './file-parts';
import { icon } from './icons';
import { LightElement } from './light';
import { quote } from './quote';

/** In UTF-16 units, as the server counts: most letters are one, most emoji two or more. */
const limit = 5000;
const warnFrom = 4500;

export interface ComposerActions {
  /** False when it is not to go out as it is: then it stays. */
  send(text: string): boolean;
  save(message: Message, text: string): void;
  changed(text: string): void;
  cancel(): void;
  editLast(): void;
}

/** Where one writes. Enter sends, Shift+Enter starts a line, Escape gives up a reply or an edit, Up edits the last message. */
@customElement('parley-composer')
export class Composer extends LightElement {
  @property({ attribute: false }) tongue!: Tongue;
  @property({ attribute: false }) actions!: ComposerActions;
  @property({ attribute: false }) replyTo: Quote | null = null;
  @property({ attribute: false }) editing: Message | null = null;
  /** Null until their bundle is here. */
  @property({ attribute: false }) files: FileParts | null = null;
  @property() name = '';
  /** What stood here when it was left. Taken over when `place` changes. */
  @property() draft = '';
  @property() place = '';
  @state() text = '';
  @query('textarea') readonly field!: HTMLTextAreaElement | null;
  /** What was being written before an edit began. */
  private aside = '';

  override focus(): void {
    this.field?.focus({ preventScroll: true });
  }

  /** Other words, in place of what stands here. */
  put(text: string): void {
    this.text = text;
    this.actions.changed(text);
    this.focus();
  }

  /** Text that came back to be written differently, before what stands here already. */
  takeBack(text: string): void {
    this.put(this.text.trim() ? `${text}\n${this.text}` : text);
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('place')) this.text = this.draft;
    if (!changes.has('editing') || changes.get('editing') === this.editing) return;
    if (this.editing) {
      if (!changes.get('editing')) this.aside = this.text;
      this.text = this.editing.text ?? '';
    } else if (changes.get('editing')) {
      this.text = this.aside;
      this.aside = '';
    }
  }

  protected override render(): TemplateResult {
    const { t } = this.tongue;
    const { length } = this.text;
    const files = this.editing ? null : this.files;
    const label = this.name ? t('writeTo', { name: this.name }) : t('write');
    return html`<form class="composer" part="composer" @submit=${this.submit}>
      ${this.above()}${files?.tray() ?? nothing}
      <div class="field">
        <span class="before">${files?.tools() ?? nothing}</span>
        <textarea
          part="input"
          rows="1"
          dir=${this.text ? 'auto' : nothing}
          enterkeyhint="send"
          .value=${this.text}
          placeholder=${label}
          aria-label=${label}
          aria-describedby="composer-hint composer-count"
          aria-invalid=${length > limit ? 'true' : nothing}
          @input=${this.typed}
          @keydown=${this.key}
        ></textarea>
        ${files?.voice(this.text !== '') ?? nothing}
        <button class="send" part="send" type="submit" aria-label=${t(this.editing ? 'save' : 'send')} ?disabled=${!this.sendable}>
          ${icon(this.editing ? 'check' : 'send')}
        </button>
      </div>
      <span id="composer-hint" class="hidden">${t('hint')}</span>
      <p id="composer-count" class="counter ${length > limit ? 'over' : ''}" role="status">
        ${length < warnFrom ? nothing : length > limit ? t('tooLong', { n: length - limit }) : t('left', { n: limit - length })}
      </p>
    </form>`;
  }

  protected override updated(): void {
    const field = this.field;
    // Browsers without field-sizing grow the field by hand.
    if (!field || CSS.supports?.('field-sizing', 'content')) return;
    field.style.blockSize = 'auto';
    field.style.blockSize = `${field.scrollHeight}px`;
  }

  private above(): TemplateResult | typeof nothing {
    const { t } = this.tongue;
    const bar = (title: string, cancel: string, inside: TemplateResult) => html`<div class="above">
      <div class="above-words"><span class="above-title">${title}</span>${inside}</div>
      <button class="icon-button" type="button" aria-label=${cancel} title=${cancel} @click=${() => this.actions.cancel()}>${icon('close')}</button>
    </div>`;
    if (this.editing) return bar(t('editing'), t('cancelEdit'), html``);
    if (!this.replyTo) return nothing;
    return bar(
      t('replyingTo', { name: this.replyTo.author.name }),
      t('cancelReply'),
      quote(this.tongue, this.replyTo),
    );
  }

  private get sendable(): boolean {
    const { text, editing } = this;
    const files = editing ? null : this.files;
    return (
      !files?.blocked &&
      (isVisible(text) || !!files?.carries) &&
      text.length <= limit &&
      text !== editing?.text
    );
  }

  private typed(event: InputEvent): void {
    this.text = (event.target as HTMLTextAreaElement).value;
    if (!this.editing) this.actions.changed(this.text);
  }

  private key(event: KeyboardEvent): void {
    // While an input method composes, Enter and the arrows belong to it.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      this.submit(event);
    } else if (event.key === 'Escape' && (this.replyTo || this.editing)) {
      event.preventDefault();
      event.stopPropagation();
      this.actions.cancel();
    } else if (event.key === 'ArrowUp' && this.text === '' && !this.editing) {
      event.preventDefault();
      this.actions.editLast();
    }
  }

  private submit(event: Event): void {
    event.preventDefault();
    this.send();
  }

  /** As the button does. */
  send(): void {
    if (!this.sendable) return;
    const text = this.text.trim();
    if (this.editing) {
      this.actions.save(this.editing, text);
      return;
    }
    if (this.actions.send(text)) this.text = '';
    this.focus();
  }
}
