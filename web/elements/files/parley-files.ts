import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { FileCopy } from '../../kit/answer/wire';
import { sizeText } from '../../kit/files/kinds';
import { acceptOf, takes } from '../../kit/files/limits';
import { voiceType } from '../../kit/files/voice';
import type { MessageFile } from '../../kit/files/wire';
import { type FilesTongue, filesTongueFor, takenText, whyText } from '../../kit/files/words';
import type { Item } from '../../kit/grouping';
import type { Pending, PendingFile } from '../../kit/outbox';
import { isFinal, Refusal } from '../../kit/problem';
import { problemText } from '../../kit/problem-text';
import type { Uuid } from '../../kit/wire';
import { adopt } from '../../parts/adopt';
import type { FileParts } from '../../parts/file-parts';
import { glyph } from '../../parts/files/glyphs';
import { lookStyle } from '../../parts/files/look-style';
import { messageFiles, type ShownFile } from '../../parts/files/message-files';
import { filesStyle } from '../../parts/files/style';
import { icon } from '../../parts/icons';
import { LightElement } from '../../parts/light';
import type { ThreadView } from '../thread-view';
import { Watch } from '../watch';
import { type FilesOf, filesOf } from './files-of';
import type { Gallery } from './gallery';
import { saveFile } from './save-file';
import { Taking } from './taking';
import { Telling } from './telling';
import { picturesOf } from './thread-pictures';
import type { Viewer } from './viewer';
import './gallery';
import './picture';
import './player';
import './recorder';
import './tray';
import './viewer';

/** What a thread has for files: taking them, showing them, looking at them. It reaches into the thread by `FileParts`. */
@customElement('parley-files')
export class ParleyFiles extends LightElement implements FileParts {
  @property({ attribute: false }) view!: ThreadView;
  @state() private recording = false;
  @query('parley-viewer') private viewer!: Viewer;
  @query('parley-gallery') private gallery!: Gallery;
  private readonly watch = new Watch(this);
  private readonly taking = new Taking(this, files => this.take(files));
  private readonly telling = new Telling(this);

  override connectedCallback(): void {
    super.connectedCallback();
    adopt(this.getRootNode(), filesStyle, lookStyle);
    if (this.hasUpdated) this.taking.watch(this.view);
  }

  get words(): FilesTongue {
    return filesTongueFor(this.view.tongue);
  }

  get of(): FilesOf {
    return filesOf(this.view.session);
  }

  private get limits() {
    return this.of.uploads.limits;
  }

  private get here() {
    return this.of.uploads.tray(this.view.place);
  }

  protected override willUpdate(): void {
    const { words, of } = this;
    if (!words.ready) void words.whenReady.then(() => this.redraw());
    this.watch.these(of.uploads.changed);
    this.telling.listen(of.uploads, this.view);
  }

  protected override firstUpdated(): void {
    this.taking.watch(this.view);
    this.redraw();
  }

  protected override updated(): void {
    // What may be sent depends on what stands here.
    const now = `${this.carries} ${this.blocked} ${this.here.length > 0} ${this.recording} ${acceptOf(this.limits)}`;
    if (now !== this.was) this.view.composer?.requestUpdate();
    this.was = now;
  }

  private was = '';

  private redraw(): void {
    this.requestUpdate();
    this.view.requestUpdate();
    this.view.composer?.requestUpdate();
  }

  protected override render(): TemplateResult {
    const { words, view, limits } = this;
    const { t, main } = words;
    return html`${
      this.taking.over && view.canWrite
        ? html`<div class="drop-zone"><div>${icon('clip')}<strong>${t('drop')}</strong><span>${t('dropAbout', { n: limits.files, size: sizeText(limits.fileBytes, main.locale) })}</span><span>${takenText(words, limits)}</span></div></div>`
        : nothing
    }
      <span class="hidden" role="status">${this.telling.said}</span>
      <parley-viewer .words=${words} .contents=${this.of.contents}></parley-viewer>
      <parley-gallery .words=${words} .of=${this.of} .view=${view} .open=${this.showFrom}></parley-gallery>`;
  }

  /* What the composer has of it. */

  get carries(): boolean {
    return this.here.length > 0 && this.view.conversation !== null;
  }

  get blocked(): boolean {
    return this.here.some(upload => upload.state === 'refused');
  }

  tools(): TemplateResult {
    const { t } = this.words;
    const pick = (
      label: 'attach' | 'camera',
    ) => html`<button class="file-button ${label}" type="button" aria-label=${t(label)} title=${t(label)} @click=${this.press}>${label === 'attach' ? icon('clip') : glyph('camera')}</button>
      ${label === 'attach' ? html`<input class="pick" type="file" multiple accept=${acceptOf(this.limits)} tabindex="-1" aria-hidden="true" hidden @change=${this.picked} />` : html`<input class="pick" type="file" accept="image/*" capture="environment" tabindex="-1" aria-hidden="true" hidden @change=${this.picked} />`}`;
    const phone = matchMedia('(pointer: coarse)').matches;
    return html`${pick('attach')}${phone && takes(this.limits, 'image/jpeg') && !this.view.composer?.text ? pick('camera') : nothing}`;
  }

  voice(written: boolean): TemplateResult {
    const { t } = this.words;
    const type = voiceType();
    if (written || this.recording || this.here.length > 0 || !type || !takes(this.limits, type))
      return html``;
    return html`<button class="file-button voice" type="button" aria-label=${t('voice')} title=${t('voice')} @click=${() => this.record(true)}>${glyph('mic')}</button>`;
  }

  tray(): TemplateResult {
    return html`<parley-tray .host=${this}></parley-tray>
      ${this.recording ? html`<parley-recorder .words=${this.words} .send=${this.sendVoice} .close=${() => this.record(false)}></parley-recorder>` : nothing}`;
  }

  leaving(): ((message: Uuid) => PendingFile[]) | undefined {
    const { place } = this.view;
    return this.here.length > 0 ? message => this.of.uploads.leave(place, message) : undefined;
  }

  takeBack({ files = [] }: Pending): void {
    this.of.uploads.comeBack(
      this.view.place,
      files.map(({ key }) => key),
    );
  }

  bring(copies: readonly FileCopy[]): string[] {
    const taken = this.of.uploads.bring(this.view.place, copies);
    this.tellLeft(copies.length - taken.length);
    return taken;
  }

  takeAway(keys: readonly string[]): void {
    for (const { key } of this.here) if (keys.includes(key)) this.of.uploads.cancel(key);
  }

  /* What a message has of it. */

  draw({ message, pending }: Item): TemplateResult {
    const { view, words, of } = this;
    if (pending) return html`<parley-sending .host=${this} .message=${pending}></parley-sending>`;
    const files = message.attachments.map((file): ShownFile => {
      const own = of.uploads.byId(file.id);
      const size = own?.width && own.height ? { width: own.width, height: own.height } : {};
      return { ...file, ...(own?.preview ? size : {}), own: own?.preview ?? null };
    });
    return messageFiles(files, {
      words,
      limits: of.uploads.limits,
      contents: of.contents,
      conversation: view.conversation ?? message.conversationId,
      open: file => this.open(file),
      download: file => void this.download(file),
    });
  }

  stopped(pending: Pending): TemplateResult {
    const { words, view } = this;
    const { t, main } = words;
    const { clientMessageId: id, files = [], why = '', code = '', status = 0 } = pending;
    const { uploads } = this.of;
    const bad = files.filter(
      file => (uploads.find(file.key) ?? (file.id ? null : { state: 'refused' }))?.state === 'refused',
    );
    const rest = files.filter(file => !bad.includes(file));
    const ofFile = bad.length > 0;
    const error = new Refusal(code, status, why);
    const reason = ofFile
      ? t('refused', { name: bad[0]?.name ?? '', why: whyText(words, this.limits, error) })
      : code && status
        ? problemText(main, error)
        : why;
    const act = (words: string, press: () => void) =>
      html`<button class="link" type="button" @click=${press}>${words}</button>`;
    return html`<div class="failure" role="alert">
      <span dir="auto">${reason || main.t('failed')}</span>
      ${ofFile && (rest.length > 0 || pending.text) ? act(t('takeOut'), () => this.sendWithout(pending, rest)) : nothing}
      ${ofFile || isFinal(status) ? nothing : act(main.t('retry'), () => view.messageActions.retry(id))}
      ${act(t('edit'), () => view.messageActions.rewrite(id))}
      ${act(t('discard'), () => this.discard(pending))}
    </div>`;
  }

  private sendWithout({ clientMessageId: id, files = [] }: Pending, rest: PendingFile[]): void {
    const { view } = this;
    const changes = rest.length > 0 ? { files: rest } : { files: undefined };
    for (const place of view.places) view.session.outbox?.arrived(place, id, changes);
    view.messageActions.retry(id);
    for (const { key } of files) if (!rest.some(file => file.key === key)) this.of.uploads.cancel(key);
  }

  /** One file less in a message that waits. */
  takeOut(pending: Pending, key: string): void {
    const files = pending.files?.filter(file => file.key !== key) ?? [];
    if (files.length === 0 && !pending.text) {
      this.discard(pending);
      return;
    }
    for (const place of this.view.places)
      this.view.session.outbox?.arrived(
        place,
        pending.clientMessageId,
        files.length > 0 ? { files } : { files: undefined, waits: false },
      );
    this.of.uploads.cancel(key);
  }

  private discard(pending: Pending): void {
    this.view.messageActions.discard(pending.clientMessageId);
    for (const { key } of pending.files ?? []) this.of.uploads.cancel(key);
  }

  /* Taking files. */

  private readonly press = (event: Event): void => {
    const input = (event.currentTarget as Element).nextElementSibling as HTMLInputElement;
    input.click();
  };

  private readonly picked = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    this.take([...(input.files ?? [])]);
    input.value = '';
  };

  private take(files: File[]): void {
    const { view } = this;
    if (files.length === 0 || !view.canWrite) return;
    this.tellLeft(this.of.uploads.add(view.place, files));
    view.focus();
  }

  private tellLeft(n: number): void {
    if (n > 0) this.telling.show(this.words.t('tooMany', { n, most: this.limits.files }));
  }

  private record(on: boolean): void {
    this.recording = on;
    if (!on) this.view.focus();
  }

  private readonly sendVoice = (file: File): void => {
    this.recording = false;
    this.of.uploads.add(this.view.place, [file]);
    this.view.focus();
    this.view.composer?.field?.form?.requestSubmit();
  };

  /* Looking at them. */

  private open(file: MessageFile): void {
    const pictures = picturesOf(this.view);
    const shown = pictures.some(({ id }) => id === file.id) ? pictures : [file];
    this.viewer.show(this.view.conversation ?? '', shown, file.id);
  }

  private readonly showFrom = (files: readonly MessageFile[], id: Uuid): void =>
    this.viewer.show(this.view.conversation ?? '', files, id);

  async download(file: MessageFile): Promise<void> {
    try {
      await saveFile(this.of.contents, this.view.conversation ?? '', file);
    } catch {
      this.telling.show(this.words.t('loadFailed'));
    }
  }

  showGallery(): void {
    this.gallery.show();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-files': ParleyFiles;
  }
}
