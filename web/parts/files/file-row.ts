import { html, nothing, type TemplateResult } from 'lit';
import { endingOf, isVoice, kindOf, sizeText } from '../../kit/files/kinds';
import type { FilesTongue } from '../../kit/files/words';
import { kindGlyph } from './glyphs';

export interface RowFile {
  name: string | null;
  mediaType: string | null;
  bytes: number | null;
  pages?: number | null;
}

/** The sign of a file: what it is, and how its name ends. */
export function fileSign(file: Pick<RowFile, 'name' | 'mediaType'>): TemplateResult {
  const kind = kindOf(file.mediaType, file.name);
  const ending = endingOf(file.name ?? '');
  return html`<span class="file-sign ${kind}" aria-hidden="true">${kindGlyph(kind)}${ending && ending.length < 5 ? html`<b>${ending}</b>` : nothing}</span>`;
}

/** What kind of file it is, how large, how long. */
export function aboutFile(words: FilesTongue, file: RowFile): string {
  const { t, main } = words;
  const kind = isVoice(file.name, file.mediaType) ? 'voiceNote' : kindOf(file.mediaType, file.name);
  return inLine(
    words,
    t(kind),
    file.bytes === null ? '' : sizeText(file.bytes, main.locale),
    file.pages ? t('pages', { n: file.pages }) : '',
  );
}

/** Facts side by side; from right to left, a Latin one (PDF) does not draw the number after it to its other side. */
export function inLine({ main }: FilesTongue, ...facts: string[]): string {
  return facts.filter(Boolean).join(main.dir === 'rtl' ? '\u200f · ' : ' · ');
}

/** A name whose end, which tells what it is, stays in sight. */
export function fileName(name: string): TemplateResult {
  const cut = Math.max(0, name.length - 10);
  return html`<bdi class="file-name" title=${name}><span>${name.slice(0, cut)}</span><span>${name.slice(cut)}</span></bdi>`;
}
