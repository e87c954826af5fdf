import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { TemplateFile } from '../../kit/answer/wire';
import { isShown } from '../../kit/files/kinds';
import { acceptOf } from '../../kit/files/limits';
import { pendingOf, type Upload } from '../../kit/files/uploads';
import { type FilesTongue, filesTongueFor, reasonText } from '../../kit/files/words';
import type { Tongue } from '../../kit/i18n';
import type { Session } from '../../kit/session';
import type { Uuid } from '../../kit/wire';
import { adopt } from '../../parts/adopt';
import { aboutFile, fileName, fileSign } from '../../parts/files/file-row';
import { filesStyle } from '../../parts/files/style';
import { uploadItem } from '../../parts/files/upload-item';
import { icon } from '../../parts/icons';
import { LightElement } from '../../parts/light';
import { Watch } from '../watch';
import { templateFilesOf } from './files-of';
import { Telling } from './telling';

/** Uploads that were given to their template: one that was taken out again does not come back by itself. */
const given = new WeakSet<Upload>();

/** The files that a template carries: attached, listed and taken out. What goes up is the template's once all of it is there. */
@customElement('parley-template-files')
export class TemplateFiles extends LightElement {
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) tongue!: Tongue;
  /** The template's id. */
  @property() place = '';
  /** As they were when the template was loaded. */
  @property({ attribute: false }) kept: readonly TemplateFile[] = [];
  @property({ attribute: false }) files: readonly Uuid[] = [];
  @property({ attribute: false }) may = false;
  /** Hears which files they are by now, what they are called, and whether some are still on their way. */
  @property({ attribute: false }) change!: (files: Uuid[], names: string, going: boolean) => void;
  private readonly watch = new Watch(this);
  private readonly telling = new Telling(this);
  private told = '';

  /** The files of one template, to be a copy's own. */
  static async copy(session: Session, files: readonly TemplateFile[], to: Uuid): Promise<void> {
    const { uploads, contents } = templateFilesOf(session);
    for (const { id, name, mediaType, state } of files) {
      if (state !== 'ready') continue;
      try {
        const blob = await contents.blob(to, id, 'whole');
        uploads.add(to, [new File([blob], name, { type: mediaType ?? '' })]);
      } catch {
        // It is not in the copy's list, where it can be attached by hand.
      }
    }
  }

  override connectedCallback(): void {
    super.connectedCallback();
    adopt(this.getRootNode(), filesStyle);
  }

  private get words(): FilesTongue {
    return filesTongueFor(this.tongue);
  }

  private get of() {
    return templateFilesOf(this.session);
  }

  private get tray(): readonly Upload[] {
    return this.of.uploads.tray(this.place);
  }

  protected override willUpdate(_: PropertyValues): void {
    const { words, of } = this;
    if (!words.ready) void words.whenReady.then(() => this.requestUpdate());
    this.watch.these(of.uploads.changed);
    this.telling.listen(of.uploads, this);
  }

  protected override updated(): void {
    const { tray, files } = this;
    const fresh = tray.filter(one => one.id && one.state !== 'refused' && !given.has(one));
    for (const one of fresh) given.add(one);
    const bad = new Set(tray.flatMap(({ id, state }) => (id && state === 'refused' ? [id] : [])));
    // Of one that was given before this page was loaded anew, and not saved, nothing is known.
    const left = files.filter(id => !bad.has(id) && this.nameOf(id));
    // In the order in which they were chosen, whichever was up first.
    const mine = tray.filter(one => one.id && (fresh.includes(one) || left.includes(one.id)));
    const ids = mine.flatMap(({ id }) => id ?? []);
    this.tell([...left.filter(id => !ids.includes(id)), ...ids]);
  }

  private tell(files: Uuid[]): void {
    const going = this.tray.some(({ id, state }) => !id && state !== 'refused');
    const names = files.map(id => this.nameOf(id)).join(', ');
    const told = `${going} ${names} ${files.join()}`;
    if (told !== this.told || files.join() !== this.files.join()) this.change(files, names, going);
    this.told = told;
  }

  private nameOf(id: Uuid): string | undefined {
    return (this.kept.find(file => file.id === id) ?? this.of.uploads.byId(id))?.name;
  }

  protected override render(): TemplateResult {
    const { words, files, may } = this;
    const { t } = words;
    const { limits } = this.of.uploads;
    const going = this.tray.filter(({ id, state }) => !id || state === 'refused');
    const look = {
      words,
      limits,
      waitsForWords: false,
      remove: (key: string) => this.leave(() => this.of.uploads.cancel(key)),
      retry: (key: string) => this.of.uploads.retry(key),
    };
    return html`<h3>${t('documents')}</h3>
      <p class="hint">${t('alongTemplate')}</p>
      ${
        files.length + going.length > 0
          ? html`<ul class="tray" role="list" aria-label=${t('documents')}>
              ${repeat(
                files,
                id => id,
                id => this.item(id),
              )}${repeat(
                going,
                ({ key }) => key,
                upload => uploadItem(pendingOf(upload), upload, look),
              )}</ul>`
          : nothing
      }
      ${
        may && files.length + going.length < limits.files
          ? html`<button class="button add" type="button" @click=${this.press}>${icon('clip')}${t('attach')}</button>
            <input type="file" multiple accept=${acceptOf(limits)} tabindex="-1" aria-hidden="true" hidden @change=${this.picked} />`
          : nothing
      }
      <span class="hidden" role="status">${this.telling.said}</span>`;
  }

  /** One of the template's. */
  private item(id: Uuid): TemplateResult | typeof nothing {
    const { words, may } = this;
    const { t } = words;
    const upload = this.of.uploads.byId(id);
    const known = this.kept.find(file => file.id === id);
    const file = known ?? (upload && { ...upload, mediaType: upload.type, reason: null, pages: null });
    if (!file) return nothing;
    const { name } = file;
    const state = upload?.state ?? file.state;
    const picture = upload?.preview ?? (state === 'ready' && isShown(file));
    const about =
      state === 'refused'
        ? reasonText(words, this.of.uploads.limits, file.reason)
        : state === 'ready'
          ? aboutFile(words, file)
          : t('scanning');
    return html`<li class="upload ${state}" data-state=${state} data-file=${name}>
      ${picture ? html`<parley-picture class="upload-picture" .contents=${this.of.contents} .file=${id} .own=${upload?.preview ?? null}></parley-picture>` : fileSign(file)}
      <span class="upload-words">${fileName(name)}<span class="upload-state">${about}</span></span>
      ${may ? html`<button class="icon-button upload-remove" type="button" aria-label=${t('remove', { name })} title=${t('remove', { name })} @click=${() => this.takeOut(id)}>${icon('close')}</button>` : nothing}
    </li>`;
  }

  /** The server keeps it until it is saved without it, and a while longer. */
  private takeOut(id: Uuid): void {
    this.leave(() => this.tell(this.files.filter(file => file !== id)));
  }

  /** The keyboard goes on from the next one. */
  private leave(act: () => void): void {
    const all = () => [...this.querySelectorAll<HTMLElement>('.upload-remove')];
    const at = all().indexOf(this.querySelector<HTMLElement>('.upload-remove:focus') as HTMLElement);
    act();
    setTimeout(() => {
      const left = all();
      (left[Math.min(Math.max(at, 0), left.length - 1)] ?? this.querySelector<HTMLElement>('.add'))?.focus();
    });
  }

  private readonly press = (event: Event): void => {
    ((event.currentTarget as Element).nextElementSibling as HTMLInputElement).click();
  };

  private readonly picked = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const { uploads } = this.of;
    const room = uploads.limits.files - this.files.length - this.tray.filter(({ id }) => !id).length;
    uploads.add(this.place, [...(input.files ?? [])].slice(0, Math.max(0, room)));
    input.value = '';
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-template-files': TemplateFiles;
  }
}
