import { html, nothing, type TemplateResult } from 'lit';
import type { Contents } from '../../kit/files/contents';
import { isDrawn, isShown, isVoice, kindOf } from '../../kit/files/kinds';
import { grid, single } from '../../kit/files/layout';
import type { AttachmentLimits, MessageFile } from '../../kit/files/wire';
import { type FilesTongue, reasonText } from '../../kit/files/words';
import { icon } from '../icons';
import { aboutFile, fileName, fileSign, inLine } from './file-row';
import { glyph } from './glyphs';

/** A file of a stored message, and what this page has of it from sending it. */
export interface ShownFile extends MessageFile {
  own: string | null;
}

export interface FilesLook {
  words: FilesTongue;
  limits: AttachmentLimits;
  contents: Contents;
  conversation: string;
  open(file: MessageFile): void;
  download(file: MessageFile): void;
}

/** The files of a stored message: pictures first, then films, then a row for each of the others. */
export function messageFiles(files: readonly ShownFile[], look: FilesLook): TemplateResult {
  const pictures = files.filter(
    file => isShown(file) && (file.state === 'ready' || (file.state === 'scanning' && file.own)),
  );
  const others = files.filter(file => !pictures.includes(file));
  return html`<div class="files" role="group">
    ${pictures.length === 1 && pictures[0] ? one(pictures[0], look) : pictures.length > 1 ? several(pictures, look) : nothing}
    ${others.map(file => other(file, look))}
  </div>`;
}

function one(file: ShownFile, look: FilesLook): TemplateResult {
  const { inlineSize, ratio } = single(file.width ?? 1, file.height ?? 1);
  return tile(file, look, `--w:${inlineSize}px;--ratio:${ratio.toFixed(4)}`, 'alone', 'large');
}

function several(files: readonly ShownFile[], look: FilesLook): TemplateResult {
  const { columns, cells, hidden } = grid(files.length);
  return html`<div class="file-grid" style="--columns:${columns}">
    ${cells.map((cell, i) => {
      const file = files[i] as ShownFile;
      const more = hidden > 0 && i === cells.length - 1 ? hidden : 0;
      return tile(
        file,
        look,
        `--ratio:${cell.ratio}`,
        cell.wide ? 'wide' : '',
        cell.wide ? 'large' : 'small',
        more,
      );
    })}
  </div>`;
}

function tile(
  file: ShownFile,
  { words, contents, conversation, open }: FilesLook,
  style: string,
  className: string,
  size: 'small' | 'large',
  more = 0,
): TemplateResult {
  const { t } = words;
  const name = file.name ?? '';
  return html`<button class="tile ${className}" type="button" style=${style} data-file=${file.id} aria-label=${file.state === 'scanning' ? `${t('open', { name })}, ${t('scanning')}` : t('open', { name })} title=${name} @click=${() => open(file)}>
    <parley-picture .contents=${contents} .conversation=${conversation} .file=${file.id} .size=${size} .name=${name} .own=${file.own}></parley-picture>
    ${more > 0 ? html`<span class="tile-more" aria-hidden="true">+${more}</span><span class="hidden">${t('more', { n: more })}</span>` : nothing}
    ${file.state === 'scanning' ? html`<span class="tile-state">${glyph('shield')}${t('scanning')}</span>` : nothing}
  </button>`;
}

function other(file: ShownFile, look: FilesLook): TemplateResult {
  const { words } = look;
  const { t } = words;
  if (file.name === null)
    return html`<div class="file-row waits" data-file=${file.id}><span class="file-sign">${glyph('shield')}</span><span class="file-words">${t('checking')}</span></div>`;
  const { name } = file;
  if (file.state === 'refused')
    return html`<div class="file-row refused" data-file=${file.id}><span class="file-sign">${icon('warn')}</span><span class="file-words">${fileName(name)}<span class="file-about">${reasonText(words, look.limits, file.reason)}</span></span></div>`;
  const kind = kindOf(file.mediaType, name);
  const ready = file.state === 'ready';
  if (ready && kind === 'film') return film(file, look);
  if (ready && kind === 'sound') return sound(file, look);
  const opens = ready && (kind === 'pdf' || kind === 'picture');
  const press = () => (opens ? look.open(file) : look.download(file));
  const inside = html`${fileSign(file)}<span class="file-words">${fileName(name)}<span class="file-about">${ready ? aboutFile(words, file) : inLine(words, aboutFile(words, file), t('scanning'))}</span></span>`;
  if (!ready) return html`<div class="file-row" data-file=${file.id}>${inside}</div>`;
  const page = kind === 'pdf' && isDrawn(file);
  return html`<div class="file-row ${page ? 'paged' : ''}" data-file=${file.id}>
    <button class="file-open" type="button" @click=${press}>${page ? html`<parley-first-page .contents=${look.contents} .conversation=${look.conversation} .file=${file.id}></parley-first-page>` : nothing}${inside}<span class="hidden">${t(opens ? 'open' : 'download', { name })}</span></button>
    ${opens ? downloadButton(file, look) : html`<span class="file-get" aria-hidden="true">${glyph('download')}</span>`}
  </div>`;
}

export function downloadButton(
  file: MessageFile,
  { words, download }: Pick<FilesLook, 'words' | 'download'>,
): TemplateResult {
  const label = words.t('download', { name: file.name ?? '' });
  return html`<button class="icon-button" type="button" aria-label=${label} title=${label} @click=${() => download(file)}>${glyph('download')}</button>`;
}

function film(file: ShownFile, look: FilesLook): TemplateResult {
  const { inlineSize, ratio } = single(file.width ?? 320, file.height ?? 180);
  return html`<div class="film" style="--w:${inlineSize}px;--ratio:${ratio.toFixed(4)}" data-file=${file.id}>
    <parley-player class="film-screen" film .contents=${look.contents} .words=${look.words} .conversation=${look.conversation} .file=${file.id} .name=${file.name ?? ''} .type=${file.mediaType ?? ''} .seconds=${(file.milliseconds ?? 0) / 1000}></parley-player>
    <span class="film-about"><span class="file-words">${fileName(file.name ?? '')}<span class="file-about">${aboutFile(look.words, file)}</span></span>${downloadButton(file, look)}</span>
  </div>`;
}

function sound(file: ShownFile, look: FilesLook): TemplateResult {
  const voice = isVoice(file.name, file.mediaType);
  return html`<div class="file-row sound" data-file=${file.id}>
    <parley-player .contents=${look.contents} .words=${look.words} .conversation=${look.conversation} .file=${file.id} .name=${voice ? look.words.t('voiceNote') : (file.name ?? '')} .type=${file.mediaType ?? ''} .seconds=${(file.milliseconds ?? 0) / 1000}></parley-player>
    ${downloadButton(file, look)}
    ${voice ? nothing : html`<span class="file-words">${fileName(file.name ?? '')}<span class="file-about">${aboutFile(look.words, file)}</span></span>`}
  </div>`;
}
