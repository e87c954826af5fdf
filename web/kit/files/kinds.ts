import type { MessageFile } from '../wire';

/** What a message takes, unless the marketplace allows less; the server has the last word. */
export const limits = { files: 10, fileBytes: 25_000_000, messageBytes: 100_000_000 };

const documents = 'pdf,docx,xlsx,pptx,odt,ods,odp,txt,csv,md';
const pictures = 'jpg,jpeg,png,webp,gif,avif,heic,heif';
const sounds = 'mp3,m4a,aac,ogg,oga,opus,wav,flac,weba';
const films = 'mp4,m4v,mov,webm';
const endings = [documents, pictures, sounds, films].join(',').split(',');

/** For file inputs: kinds for phones, which offer the camera by them, and endings for everybody else. */
export const accept = `image/*,video/*,audio/*,${endings.map(ending => `.${ending}`).join()}`;

export type FileKind = 'picture' | 'film' | 'sound' | 'pdf' | 'sheet' | 'slides' | 'text';

const byEnding: [string, FileKind][] = [
  [pictures, 'picture'],
  [films, 'film'],
  [sounds, 'sound'],
  ['pdf', 'pdf'],
  ['xlsx,ods,csv', 'sheet'],
  ['pptx,odp', 'slides'],
];

/** By what the server found; by the name while it has not looked. */
export function kindOf(mediaType: string | null, name: string | null): FileKind {
  const type = mediaType ?? '';
  if (isVoice(name)) return 'sound';
  if (type.startsWith('image/')) return 'picture';
  if (type.startsWith('video/')) return 'film';
  if (type.startsWith('audio/')) return 'sound';
  if (type === 'application/pdf') return 'pdf';
  if (/sheet|csv/.test(type)) return 'sheet';
  if (/presentation/.test(type)) return 'slides';
  const ending = endingOf(name ?? '');
  return byEnding.find(([all]) => all.split(',').includes(ending))?.[1] ?? 'text';
}

/** A picture that can be shown as one: its size is known, so that nothing moves when it comes. */
export function isShown(file: Pick<MessageFile, 'mediaType' | 'name' | 'width' | 'height'>): boolean {
  return kindOf(file.mediaType, file.name) === 'picture' && !!file.width && !!file.height;
}

/** Recorded here: the name says so. */
export function isVoice(name: string | null): boolean {
  return /^voice-\d{4}-\d\d-\d\d-\d{6}\./.test(name ?? '');
}

export function endingOf(name: string): string {
  return /\.([^.]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** What can be said of a file before a byte of it is sent; null when the server has to look. */
export function flawOf(file: Pick<File, 'name' | 'size'>): string | null {
  if (file.size === 0) return 'empty-file';
  if (file.size > limits.fileBytes) return 'file-too-large';
  const ending = endingOf(file.name);
  return ending && !endings.includes(ending) ? 'unsupported-file-type' : null;
}

/** 1,234,567 bytes are "1.2 MB", as the limits count them. */
export function sizeText(bytes: number, locale: string): string {
  const units = ['byte', 'kilobyte', 'megabyte'] as const;
  const step = bytes < 1000 ? 0 : bytes < 999_500 ? 1 : 2;
  const value = bytes / 1000 ** step;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[step],
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step < 2 || value >= 10 ? 0 : 1,
  }).format(value);
}
