import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Snippets } from '../../kit/answer/snippets';
import type { Rendered, Template } from '../../kit/answer/wire';
import type { AnswerTongue } from '../../kit/answer/words';
import { problemText } from '../../kit/problem-text';
import { previewOf } from '../../parts/answer/preview';
import { templateOption } from '../../parts/answer/template-option';
import { LightElement } from '../../parts/light';

const askAfterMs = 120;
const previewAfterMs = 90;

/** The list of templates that fit what is sought, and how the chosen one reads in this thread. */
@customElement('parley-snippets')
export class SnippetPanel extends LightElement {
  @property({ attribute: false }) words!: AnswerTongue;
  @property({ attribute: false }) snippets!: Snippets;
  /** What stands after the `/`; null when the panel has a field of its own. */
  @property({ attribute: false }) sought: string | null = null;
  @property({ attribute: false }) choose!: (template: Template, rendered: Rendered) => void;
  @property({ attribute: false }) close!: () => void;
  @state() private items: Template[] = [];
  @state() private state: 'loading' | 'ready' | 'failed' = 'loading';
  @state() private trouble: unknown = null;
  @state() private at = 0;
  @state() private own = '';
  private readonly rendered = new Map<string, Rendered | string>();
  private asking: AbortController | null = null;
  private askLater: ReturnType<typeof setTimeout> | undefined;
  private previewLater: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.askLater);
    clearTimeout(this.previewLater);
    this.asking?.abort();
  }

  protected override willUpdate(changes: PropertyValues): void {
    if (changes.has('snippets')) this.rendered.clear();
    if (changes.has('sought') || changes.has('snippets')) this.askSoon();
    if (changes.has('at') || changes.has('items')) this.previewSoon();
  }

  protected override firstUpdated(): void {
    this.querySelector<HTMLInputElement>('.field')?.focus();
  }

  /** Whether the key was for the list; also keys of the field outside. */
  press(event: KeyboardEvent): boolean {
    const { items } = this;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined && items.length > 0) this.at = (this.at + step + items.length) % items.length;
    else if (
      (event.key === 'Enter' && !event.shiftKey) ||
      (event.key === 'Tab' && !event.shiftKey && this.sought !== null)
    ) {
      const item = items[this.at];
      // What is written is a word after all, when nothing is called so.
      if (!item) return this.sought === null || this.state === 'loading';
      void this.take(item);
    } else if (event.key === 'Escape') this.close();
    else return false;
    return true;
  }

  get activeId(): string | null {
    return this.items[this.at] ? `snippet-${this.at}` : null;
  }

  protected override updated(changes: PropertyValues): void {
    if (changes.has('at')) this.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
    this.dispatchEvent(new Event('moved'));
  }

  protected override render(): TemplateResult {
    const { words, items, at } = this;
    const { t } = words;
    const active = items[at];
    return html`<div class="answer-panel snippets" role=${this.sought === null ? 'dialog' : nothing} aria-label=${this.sought === null ? t('templates') : nothing} @keydown=${this.sought === null ? this.key : nothing}>
      ${
        this.sought === null
          ? html`<input class="field" type="search" role="combobox" aria-expanded="true" aria-autocomplete="list" aria-controls="snippet-list"
              aria-activedescendant=${this.activeId ?? nothing} aria-label=${t('search')} placeholder=${t('search')} .value=${this.own} @input=${this.typed} />`
          : nothing
      }
      <div class="snippet-columns">
        <ul id="snippet-list" role="listbox" aria-label=${t('templates')} tabindex="-1">
          ${items.map((item, i) =>
            templateOption(words, item, `snippet-${i}`, i === at, {
              look: () => {
                this.at = i;
              },
              take: () => void this.take(item),
            }),
          )}
        </ul>
        ${items.length === 0 ? html`<div class="panel-none">${this.nothingThere()}</div>` : nothing}
        ${active ? previewOf(words, this.rendered.get(active.id)) : nothing}
      </div>
      <span class="hidden" role="status">${this.state === 'ready' ? t('found', { n: items.length }) : ''}</span>
    </div>`;
  }

  private nothingThere(): TemplateResult {
    const { t, main } = this.words;
    const q = (this.sought ?? this.own).trim();
    if (this.state === 'loading') return html`<p class="soft">${t('searching')}</p>`;
    if (this.state === 'failed')
      return html`<p>${problemText(main, this.trouble)}</p><button class="link" type="button" @click=${() => this.askSoon(0)}>${t('again')}</button>`;
    return q
      ? html`<p>${t('none', { q })}</p>`
      : html`<p><strong>${t('noneYet')}</strong><br /><span class="soft">${t('noneYetAbout')}</span></p>`;
  }

  private readonly typed = (event: Event): void => {
    this.own = (event.target as HTMLInputElement).value;
    this.askSoon();
  };

  private readonly key = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (!event.isComposing && this.press(event)) event.preventDefault();
  };

  private askSoon(after = askAfterMs): void {
    clearTimeout(this.askLater);
    this.askLater = setTimeout(() => void this.ask(), this.items.length === 0 ? 0 : after);
  }

  private async ask(): Promise<void> {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    try {
      const items = await this.snippets.find((this.sought ?? this.own).trim(), asking.signal);
      if (asking.signal.aborted) return;
      this.items = items;
      this.at = 0;
      this.state = 'ready';
    } catch (error) {
      if (asking.signal.aborted) return;
      this.items = [];
      this.trouble = error;
      this.state = 'failed';
    }
  }

  private previewSoon(): void {
    clearTimeout(this.previewLater);
    const item = this.items[this.at];
    if (item && !this.rendered.has(item.id))
      this.previewLater = setTimeout(() => void this.read(item), previewAfterMs);
  }

  private async read(item: Template): Promise<Rendered | null> {
    const held = this.rendered.get(item.id);
    if (held && typeof held !== 'string') return held;
    try {
      const rendered = await this.snippets.render(item.id);
      this.rendered.set(item.id, rendered);
      this.requestUpdate();
      return rendered;
    } catch (error) {
      this.rendered.set(item.id, problemText(this.words.main, error));
      this.requestUpdate();
      return null;
    }
  }

  private async take(item: Template): Promise<void> {
    const rendered = await this.read(item);
    if (rendered && this.isConnected) this.choose(item, rendered);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-snippets': SnippetPanel;
  }
}
