import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { GalleryList, linksIn } from '../../kit/files/gallery';
import { isShown, kindOf } from '../../kit/files/kinds';
import type { GalleryItem, MessageFile } from '../../kit/files/wire';
import type { FilesTongue } from '../../kit/files/words';
import { problemText } from '../../kit/problem-text';
import type { Uuid } from '../../kit/wire';
import { glyph } from '../../parts/files/glyphs';
import { messageFiles } from '../../parts/files/message-files';
import { icon } from '../../parts/icons';
import { LightElement } from '../../parts/light';
import type { ThreadView } from '../thread-view';
import { Watch } from '../watch';
import type { FilesOf } from './files-of';
import { saveFile } from './save-file';

const tabs = ['pictures', 'documents', 'links'] as const;
type Tab = (typeof tabs)[number];

/** All files of a thread, and the addresses that were written in it. */
@customElement('parley-gallery')
export class Gallery extends LightElement {
  @property({ attribute: false }) words!: FilesTongue;
  @property({ attribute: false }) of!: FilesOf;
  @property({ attribute: false }) view!: ThreadView;
  /** Opens the viewer with these files, at one of them. */
  @property({ attribute: false }) open!: (files: readonly MessageFile[], id: Uuid) => void;
  @state() private shown = false;
  @state() private tab: Tab = 'pictures';
  /** The name of a file that could not be had. */
  @state() private lost: string | null = null;
  @query('dialog') private dialog!: HTMLDialogElement | null;
  private list: GalleryList | null = null;
  /** To a message, where the keyboard goes on. */
  private leads = false;
  private readonly watch = new Watch(this);

  show(): void {
    const { session, conversation } = this.view;
    if (!conversation) return;
    this.list = new GalleryList(session.api, conversation);
    this.watch.these(this.list.changed);
    void this.list.load();
    this.shown = true;
    void this.updateComplete.then(() => {
      this.dialog?.showModal();
      this.dialog?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus();
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.shown || !this.list) return nothing;
    const { t } = this.words;
    return html`<dialog class="gallery" aria-label=${t('gallery')} @close=${this.closed} @keydown=${this.key} @click=${this.beside}>
      <header class="gallery-head"><h2>${t('gallery')}</h2><button class="icon-button" type="button" aria-label=${t('close')} title=${t('close')} @click=${() => this.dialog?.close()}>${icon('close')}</button></header>
      <div class="gallery-tabs" role="tablist" aria-label=${t('gallery')}>
        ${tabs.map(tab => html`<button type="button" role="tab" id="tab-${tab}" aria-controls="gallery-panel" aria-selected=${tab === this.tab} tabindex=${tab === this.tab ? 0 : -1} @click=${() => this.turn(tab)}>${t(tab)}</button>`)}
      </div>
      <div class="gallery-panel" id="gallery-panel" role="tabpanel" aria-labelledby="tab-${this.tab}" tabindex="0">${this.lost === null ? nothing : html`<p class="gallery-lost" role="alert"><bdi>${this.lost}</bdi>: ${t('loadFailed')}</p>`}${this.panel(this.list)}</div>
    </dialog>`;
  }

  private panel(list: GalleryList): TemplateResult {
    const { t, main } = this.words;
    if (this.tab === 'links') return this.links();
    if (list.state === 'failed')
      return html`<p class="gallery-empty" role="alert">${problemText(main, list.error)}<button class="button" type="button" @click=${() => void list.load()}>${t('again')}</button></p>`;
    const seen = (item: GalleryItem) =>
      isShown(item.file) || kindOf(item.file.mediaType, item.file.name) === 'film';
    const items = list.items.filter(item => seen(item) === (this.tab === 'pictures'));
    if (items.length === 0 && list.state === 'ready' && !list.hasMore)
      return this.tab === 'pictures'
        ? this.nothing('picture', 'noPictures', 'noPicturesAbout')
        : this.nothing('page', 'noDocuments', 'noDocumentsAbout');
    return html`${this.tab === 'pictures' ? this.pictures(items) : this.documents(items)}
      ${list.state === 'loading' ? html`<p class="gallery-wait"><span class="viewer-wait"></span></p>` : nothing}
      ${list.hasMore ? html`<p class="gallery-wait"><button class="button" type="button" @click=${() => void list.load()}>${t('showMore')}</button></p>` : nothing}`;
  }

  private pictures(items: readonly GalleryItem[]): TemplateResult {
    const { words, of, view } = this;
    const pictures = items.filter(({ file }) => isShown(file)).map(({ file }) => file);
    return html`<ul class="gallery-grid" role="list">${repeat(
      items,
      ({ file }) => file.id,
      ({ file, seq }) =>
        isShown(file)
          ? html`<li><button class="tile" type="button" style="--ratio:1" aria-label=${words.t('open', { name: file.name ?? '' })} title=${file.name ?? ''} @click=${() => this.open(pictures, file.id)}>
              <parley-picture .contents=${of.contents} .conversation=${view.conversation ?? ''} .file=${file.id} size="small" .name=${file.name ?? ''}></parley-picture></button></li>`
          : html`<li><button class="tile film-tile" type="button" style="--ratio:1" aria-label=${`${file.name}: ${words.t('showMessage')}`} @click=${() => this.go(seq)}>${glyph('film')}<bdi>${file.name}</bdi></button></li>`,
    )}</ul>`;
  }

  private documents(items: readonly GalleryItem[]): TemplateResult {
    const { words, of, view } = this;
    const { when } = words.main;
    const conversation = view.conversation ?? '';
    return html`<ul class="gallery-list" role="list">${repeat(
      items,
      ({ file }) => file.id,
      ({ file, seq, at }) =>
        html`<li>${messageFiles([{ ...file, own: null }], {
          words,
          limits: of.uploads.limits,
          contents: of.contents,
          conversation,
          open: one => this.open([one], one.id),
          download: one => void this.save(one),
        })}<button class="gallery-go" type="button" @click=${() => this.go(seq)}><time datetime=${at}>${when.short(at)}</time>${glyph('goto')}<span class="hidden">${file.name}: ${words.t('showMessage')}</span></button></li>`,
    )}</ul>`;
  }

  private async save(file: MessageFile): Promise<void> {
    this.lost = null;
    try {
      await saveFile(this.of.contents, this.view.conversation ?? '', file);
    } catch {
      this.lost = file.name ?? '';
    }
  }

  private links(): TemplateResult {
    const { words, view } = this;
    const { thread } = view;
    const links = linksIn(thread?.messages ?? []);
    const more = thread?.hasBefore
      ? html`<p class="gallery-wait">${thread.loadingBefore ? html`<span class="viewer-wait"></span>` : html`<button class="button" type="button" @click=${() => void this.earlier()}>${words.t('showMore')}</button>`}</p>`
      : nothing;
    if (links.length === 0 && more === nothing) return this.nothing('link', 'noLinks', 'noLinksAbout');
    return html`<ul class="gallery-list" role="list">${links.map(
      ({
        href,
        host,
        seq,
        at,
      }) => html`<li><a class="file-row" href=${href} target="_blank" rel="noopener noreferrer nofollow ugc">
        <span class="file-sign" aria-hidden="true">${glyph('link')}</span><span class="file-words"><bdi class="file-name">${host}</bdi><bdi class="file-about">${href}</bdi></span></a>
        <button class="gallery-go" type="button" @click=${() => this.go(seq)}><time datetime=${at}>${words.main.when.short(at)}</time>${glyph('goto')}<span class="hidden">${host}: ${words.t('showMessage')}</span></button></li>`,
    )}</ul>${more}`;
  }

  /** The thread is read on, backwards. */
  private async earlier(): Promise<void> {
    const coming = this.view.thread?.loadBefore();
    this.requestUpdate();
    await coming;
    this.requestUpdate();
  }

  private nothing(
    sign: 'picture' | 'page' | 'link',
    title: 'noPictures' | 'noDocuments' | 'noLinks',
    about: 'noPicturesAbout' | 'noDocumentsAbout' | 'noLinksAbout',
  ): TemplateResult {
    const { t } = this.words;
    return html`<div class="gallery-empty">${glyph(sign)}<strong>${t(title)}</strong><p>${t(about)}</p></div>`;
  }

  private turn(tab: Tab): void {
    this.tab = tab;
  }

  private go(seq: number): void {
    this.leads = true;
    this.dialog?.close();
    void this.view.goTo(seq);
  }

  private readonly closed = (): void => {
    this.shown = false;
    this.lost = null;
    if (!this.leads) this.view.querySelector<HTMLElement>('.gallery-button')?.focus();
    this.leads = false;
  };

  private readonly beside = (event: Event): void => {
    if (event.target === this.dialog) this.dialog?.close();
  };

  private readonly key = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (!(event.target as Element).matches('[role=tab]')) return;
    const onwards = this.words.main.dir === 'rtl' ? -1 : 1;
    const by = { ArrowRight: onwards, ArrowLeft: -onwards }[event.key];
    if (!by) return;
    event.preventDefault();
    this.turn(tabs[(tabs.indexOf(this.tab) + by + tabs.length) % tabs.length] as Tab);
    void this.updateComplete.then(() =>
      this.dialog?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus(),
    );
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-gallery': Gallery;
  }
}
