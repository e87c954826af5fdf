import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Contents } from '../../kit/files/contents';
import { isShown, kindOf } from '../../kit/files/kinds';
import type { MessageFile } from '../../kit/files/wire';
import type { FilesTongue } from '../../kit/files/words';
import type { Uuid } from '../../kit/wire';
import { aboutFile } from '../../parts/files/file-row';
import { type FileGlyph, glyph } from '../../parts/files/glyphs';
import { icon } from '../../parts/icons';
import { LightElement } from '../../parts/light';
import { saveFile } from './save-file';
import { Zooming } from './zooming';

/** The longer side of a picture's large size. */
const large = 1600;

/** Looks at pictures one after another, closer and farther, or at a document. */
@customElement('parley-viewer')
export class Viewer extends LightElement {
  @property({ attribute: false }) words!: FilesTongue;
  @property({ attribute: false }) contents!: Contents;
  @state() private files: readonly MessageFile[] = [];
  @state() private at = 0;
  @state() private url: string | null = null;
  @state() private preview: string | null = null;
  @state() private lost = false;
  @query('dialog') private dialog!: HTMLDialogElement | null;
  @query('.viewer-stage') readonly stage!: HTMLElement | null;
  private conversation = '';
  private from: HTMLElement | null = null;
  /** It was asked for as it was sent. */
  private sharp: Uuid | null = null;
  private release: (() => void)[] = [];
  private readonly zooming = new Zooming(this);

  show(conversation: Uuid, files: readonly MessageFile[], id: Uuid): void {
    this.conversation = conversation;
    this.files = files;
    this.from = focused();
    this.turn(
      Math.max(
        0,
        files.findIndex(file => file.id === id),
      ),
    );
    void this.updateComplete.then(() => {
      this.dialog?.showModal();
      this.dialog?.querySelector<HTMLElement>('.viewer-close')?.focus();
    });
  }

  get file(): MessageFile | undefined {
    return this.files[this.at];
  }

  protected override render(): TemplateResult | typeof nothing {
    const { file, words } = this;
    if (!file) return nothing;
    const { t } = words;
    const name = file.name ?? '';
    const picture = kindOf(file.mediaType, file.name) === 'picture';
    const label =
      this.files.length > 1 ? t('viewer', { name, at: this.at + 1, all: this.files.length }) : name;
    const button = (sign: FileGlyph, label: string, act: () => void, className = '', off = false) =>
      html`<button class="viewer-button ${className}" type="button" aria-label=${label} title=${label} ?disabled=${off} @click=${act}>${glyph(sign)}</button>`;
    return html`<dialog class="viewer" aria-label=${label} aria-describedby="viewer-hint" @close=${this.closed} @keydown=${this.key} @click=${this.beside}>
      <header class="viewer-head">
        <div class="viewer-who"><strong><bdi>${name}</bdi></strong><span>${aboutFile(words, file)}${this.files.length > 1 ? html` · <span aria-hidden="true">${this.at + 1} / ${this.files.length}</span>` : nothing}</span></div>
        ${picture ? html`${button('minus', t('zoomOut'), () => this.zooming.by(1 / 1.5), 'wide-only', this.zooming.isFitted)}${button('plus', t('zoomIn'), () => this.zooming.by(1.5), 'wide-only')}${button('fit', t('zoomFit'), () => this.zooming.fit(), 'wide-only', this.zooming.isFitted)}` : nothing}
        ${button('download', t('download', { name }), () => void this.save())}
        <button class="viewer-button viewer-close" type="button" aria-label=${t('close')} title=${t('close')} @click=${() => this.dialog?.close()}>${icon('close')}</button>
      </header>
      <div class="viewer-stage" @wheel=${this.zooming.wheel} @dblclick=${this.zooming.twice} @pointerdown=${this.zooming.down} @pointermove=${this.zooming.move} @pointerup=${this.zooming.up} @pointercancel=${this.zooming.up}>
        ${this.lost ? html`<p class="viewer-lost" role="alert">${t(picture ? 'loadFailed' : 'cannotShow')}<button class="button" type="button" @click=${picture ? () => this.turn(this.at) : () => void this.save()}>${t(picture ? 'again' : 'download', { name })}</button></p>` : picture ? this.picture(file) : this.document(name)}
      </div>
      ${this.files.length > 1 ? html`${button('previous', t('previous'), () => this.step(-1), 'viewer-step previous', this.at === 0)}${button('next', t('next'), () => this.step(1), 'viewer-step next', this.at === this.files.length - 1)}` : nothing}
      <span class="hidden" id="viewer-hint">${picture ? t('viewerHint') : ''}</span>
      <span class="hidden" role="status">${label}</span>
    </dialog>`;
  }

  /** Closer than the large size shows. */
  protected override updated(): void {
    const { file } = this;
    if (!file || this.zooming.isFitted || this.sharp === file.id || !isShown(file)) return;
    this.sharp = file.id;
    if (Math.max(file.width ?? 0, file.height ?? 0) > large)
      void this.borrow(file, 'whole', url => {
        this.url = url;
      });
  }

  private picture({ width, height, name }: MessageFile): TemplateResult {
    const src = this.url ?? this.preview;
    const ratio = width && height ? width / height : 1;
    return html`<div class="viewer-picture ${this.url ? '' : 'coming'}" style="--ratio:${ratio.toFixed(4)};--w:${width ?? 1600}px;transform:${this.zooming.transform}">
      ${src ? html`<img src=${src} alt=${name ?? ''} draggable="false" @error=${this.broken} />` : nothing}
    </div>`;
  }

  /** The browser's own reader, in a process of its own; the bytes are called PDF whatever they are. */
  private document(name: string): TemplateResult {
    return this.url
      ? html`<iframe class="viewer-document" src="${this.url}#page=1&navpanes=0&view=FitH" title=${name}></iframe>`
      : html`<span class="viewer-wait"></span>`;
  }

  private turn(at: number): void {
    this.giveBack();
    this.at = at;
    this.sharp = null;
    this.zooming.fit();
    this.url = null;
    this.preview = null;
    this.lost = false;
    const { file } = this;
    if (!file) return;
    if (kindOf(file.mediaType, file.name) === 'picture') {
      void this.borrow(file, 'small', url => {
        this.preview = url;
      });
      void this.borrow(file, 'large', url => {
        this.url ??= url;
      });
      for (const beside of [this.files[at + 1], this.files[at - 1]])
        if (beside) void this.borrow(beside, 'large', () => undefined);
    } else if (navigator.pdfViewerEnabled) {
      void this.borrow(file, 'whole', url => {
        this.url = url;
      });
    } else this.lost = true;
  }

  private async borrow(
    file: MessageFile,
    size: 'small' | 'large' | 'whole',
    use: (url: string) => void,
  ): Promise<void> {
    this.release.push(() => this.contents.giveBack(file.id, size));
    try {
      const url = await this.contents.borrow(
        this.conversation,
        file.id,
        size,
        size === 'whole' && !isShown(file) ? 'application/pdf' : null,
      );
      if (this.file?.id === file.id) use(url);
    } catch {
      if (this.file?.id === file.id && size !== 'small' && !this.url) this.lost = true;
    }
  }

  private giveBack(): void {
    for (const release of this.release) release();
    this.release = [];
  }

  private step(by: number): void {
    const to = this.at + by;
    if (to >= 0 && to < this.files.length) this.turn(to);
  }

  private readonly broken = (): void => {
    this.lost = true;
  };

  private async save(): Promise<void> {
    if (this.file) await saveFile(this.contents, this.conversation, this.file).catch(() => this.broken());
  }

  /** A press beside the picture closes; a drag that ends there does not. */
  private readonly beside = (event: Event): void => {
    const target = event.target as Element;
    if (target.classList.contains('viewer-stage') && this.zooming.isFitted && !this.zooming.moved)
      this.dialog?.close();
  };

  private readonly closed = (): void => {
    this.giveBack();
    this.files = [];
    this.from?.focus();
    this.from = null;
  };

  private readonly key = (event: KeyboardEvent): void => {
    const onwards = this.words.main.dir === 'rtl' ? -1 : 1;
    const { zooming } = this;
    const acts: Record<string, () => void> = {
      ArrowRight: () => (zooming.isFitted ? this.step(onwards) : zooming.shift(-80, 0)),
      ArrowLeft: () => (zooming.isFitted ? this.step(-onwards) : zooming.shift(80, 0)),
      ArrowDown: () => zooming.shift(0, -80),
      ArrowUp: () => zooming.shift(0, 80),
      PageDown: () => this.step(1),
      PageUp: () => this.step(-1),
      Home: () => this.turn(0),
      End: () => this.turn(this.files.length - 1),
      '+': () => zooming.by(1.5),
      '=': () => zooming.by(1.5),
      '-': () => zooming.by(1 / 1.5),
      '0': () => zooming.fit(),
    };
    // What lies below has keys of its own, Escape among them; the dialog closes by itself.
    event.stopPropagation();
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
}

function focused(): HTMLElement | null {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at as HTMLElement | null;
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-viewer': Viewer;
  }
}
