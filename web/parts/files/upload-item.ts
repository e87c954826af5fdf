import { html, nothing, type TemplateResult } from 'lit';
import { kindOf, sizeText } from '../../kit/files/kinds';
import type { Upload } from '../../kit/files/uploads';
import type { AttachmentLimits } from '../../kit/files/wire';
import { type FilesTongue, whyText } from '../../kit/files/words';
import type { PendingFile } from '../../kit/outbox';
import { icon } from '../icons';
import { fileName, fileSign, inLine } from './file-row';
import { glyph } from './glyphs';
import { progressBar } from './progress';

export interface UploadLook {
  words: FilesTongue;
  limits: AttachmentLimits;
  /** It goes up when its conversation comes to be. */
  waitsForWords: boolean;
  remove(key: string): void;
  retry(key: string): void;
}

/** One file on its way: in the composer, or in a message that waits for it. */
export function uploadItem(file: PendingFile, upload: Upload | undefined, look: UploadLook): TemplateResult {
  const { words } = look;
  const { t } = words;
  const { key, name } = file;
  const state = upload?.state ?? (file.id ? 'ready' : 'refused');
  const again = state === 'refused' && upload?.why && upload.why.status === 429;
  return html`<li class="upload ${state}" data-state=${state} data-file=${name}>
    ${
      upload?.preview
        ? html`<img class="upload-picture" src=${upload.preview} alt="" />`
        : fileSign({ name, mediaType: file.type })
    }
    <span class="upload-words">
      ${fileName(name)}
      <span class="upload-state">${stateText(file, upload, look)}</span>
      ${state === 'uploading' || state === 'paused' || state === 'waiting' ? progressBar(t('progress', { name }), upload?.sent ?? 0, file.bytes) : nothing}
    </span>
    ${again ? html`<button class="icon-button" type="button" aria-label=${t('retry', { name })} title=${t('retry', { name })} @click=${() => look.retry(key)}>${glyph('again')}</button>` : nothing}
    <button class="icon-button upload-remove" type="button" aria-label=${t('remove', { name })} title=${t('remove', { name })} @click=${() => look.remove(key)}>${icon('close')}</button>
  </li>`;
}

function stateText(
  file: PendingFile,
  upload: Upload | undefined,
  { words, limits, waitsForWords }: UploadLook,
): string {
  const { t, main } = words;
  const size = (bytes: number) => sizeText(bytes, main.locale);
  switch (upload?.state) {
    case undefined:
      return file.id ? size(file.bytes) : t('files-lost');
    case 'waiting':
      return t(waitsForWords ? 'withFirst' : 'waiting');
    case 'uploading':
      return `${size(upload.sent)} / ${size(file.bytes)}`;
    case 'paused':
      return t('paused');
    case 'scanning':
      return t('scanning');
    case 'refused':
      return whyText(words, limits, upload.why);
    default:
      return inLine(words, t(kindOf(file.type, file.name)), size(file.bytes));
  }
}
