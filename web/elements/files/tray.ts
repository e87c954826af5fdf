import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { single } from '../../kit/files/layout';
import { pendingOf, type Upload } from '../../kit/files/uploads';
import type { Pending, PendingFile } from '../../kit/outbox';
import { glyph } from '../../parts/files/glyphs';
import { progressBar } from '../../parts/files/progress';
import { type UploadLook, uploadItem } from '../../parts/files/upload-item';
import { LightElement } from '../../parts/light';
import { Watch } from '../watch';
import type { ParleyFiles } from './parley-files';

/** The files in the composer, above its field. */
@customElement('parley-tray')
export class Tray extends LightElement {
  @property({ attribute: false }) host!: ParleyFiles;
  private readonly watch = new Watch(this);

  protected override willUpdate(): void {
    this.watch.these(this.host.of.uploads.changed);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { host } = this;
    const { words, of, view, blocked } = host;
    // What needs a hand stands first.
    const tray = of.uploads
      .tray(view.place)
      .toSorted((a, b) => Number(b.state === 'refused') - Number(a.state === 'refused'));
    if (tray.length === 0) return nothing;
    const { t } = words;
    const look: UploadLook = {
      words,
      limits: of.uploads.limits,
      waitsForWords: view.conversation === null,
      remove: key => this.takeOut(key),
      retry: key => of.uploads.retry(key),
    };
    return html`<ul class="tray" role="list" aria-label=${t('attached')}>
        ${repeat(
          tray,
          upload => upload.key,
          upload => uploadItem(pendingOf(upload), upload, look),
        )}
      </ul>
      ${blocked ? html`<p class="tray-note">${t('takeOutFirst')}</p>` : nothing}`;
  }

  /** The keyboard goes on from the next one. */
  private takeOut(key: string): void {
    const { host } = this;
    const { uploads } = host.of;
    const at = uploads.tray(host.view.place).findIndex(upload => upload.key === key);
    uploads.cancel(key);
    void this.updateComplete.then(() => {
      const left = [...this.querySelectorAll<HTMLElement>('.upload-remove')];
      const next = left[Math.min(at, left.length - 1)];
      if (next) next.focus();
      else host.view.focus();
    });
  }
}

/** The files of a message that waits for them. */
@customElement('parley-sending')
export class Sending extends LightElement {
  @property({ attribute: false }) host!: ParleyFiles;
  @property({ attribute: false }) message!: Pending;
  private readonly watch = new Watch(this);

  protected override willUpdate(): void {
    this.watch.these(this.host.of.uploads.changed);
  }

  protected override render(): TemplateResult {
    const { host, message } = this;
    const { words, of, view } = host;
    const files = message.files ?? [];
    const look: UploadLook = {
      words,
      limits: of.uploads.limits,
      waitsForWords: view.conversation === null,
      remove: key => host.takeOut(message, key),
      retry: key => of.uploads.retry(key),
    };
    const pictured = files.filter(file => of.uploads.find(file.key)?.preview);
    const [alone] = pictured;
    const others = pictured.length === 1 ? files.filter(file => file !== alone) : files;
    return html`<div class="files sending">
      ${pictured.length === 1 && alone ? this.picture(alone, of.uploads.find(alone.key) as Upload) : nothing}
      ${
        others.length > 0
          ? html`<ul class="sending-list" role="list" aria-label=${words.t('attached')}>${repeat(
              others,
              file => file.key,
              file => uploadItem(file, of.uploads.find(file.key), look),
            )}</ul>`
          : nothing
      }
    </div>`;
  }

  /** As large as it will stand there when it was sent. */
  private picture(file: PendingFile, upload: Upload): TemplateResult {
    const { host, message } = this;
    const { t } = host.words;
    const { inlineSize, ratio } = single(upload.width ?? 1, upload.height ?? 1);
    const going = ['waiting', 'uploading', 'paused'].includes(upload.state);
    return html`<div class="tile alone" style="--w:${inlineSize}px;--ratio:${ratio.toFixed(4)}" data-state=${upload.state} data-file=${file.name}>
      <img src=${upload.preview ?? ''} alt=${file.name} />
      ${
        going
          ? html`<span class="tile-going">${progressBar(t('progress', { name: file.name }), upload.sent, file.bytes)}<span>${upload.state === 'paused' ? t('paused') : ''}</span></span>
            <button class="tile-remove" type="button" aria-label=${t('remove', { name: file.name })} title=${t('remove', { name: file.name })} @click=${() => host.takeOut(message, file.key)}>${glyph('bin')}</button>`
          : upload.state === 'scanning'
            ? html`<span class="tile-state">${glyph('shield')}${t('scanning')}</span>`
            : nothing
      }
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-tray': Tray;
    'parley-sending': Sending;
  }
}
