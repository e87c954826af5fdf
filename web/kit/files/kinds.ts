import type { MessageFile } from './wire';

export type FileKind = 'picture' | 'film' | 'sound' | 'pdf' | 'sheet' | 'slides' | 'text';

const byEnding: [string, FileKind][] = [
  ['jpg,jpeg,png,webp,gif,avif,heic,heif', 'picture'],
  ['mp4,m4v,mov,webm', 'film'],
  ['mp3,m4a,aac,ogg,oga,opus,wav,flac,weba', 'sound'],
  ['pdf', 'pdf'],
  ['xlsx,ods,csv', 'sheet'],
  ['pptx,odp', 'slides'],
];

/** By what the server found; by the name while it has not looked. */
export function kindOf(mediaType: string | null, name: string | null): FileKind {
  const type = mediaType ?? '';
  if (isVoice(name, type)) return 'sound';
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

/** Recorded here: the name says so, and what the server found, if it looked already, does not say otherwise. Some recordings lie in what films lie in. */
export function isVoice(name: string | null, mediaType: string | null): boolean {
  return (
    /^(|audio\/.*|video\/(webm|mp4))$/.test(mediaType ?? '') &&
    /^voice-\d{4}-\d\d-\d\d-\d{6}\./.test(name ?? '')
  );
}

export function endingOf(name: string): string {
  return /\.([^.]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? '';
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

/** A PDF of more bytes is not fetched to show its first page. */
const mostToDraw = 4_000_000;

/** Whether the first page of a PDF is fetched and drawn unasked: not when it is large, or whoever looks saves data or has a slow line. */
export function isDrawn(file: Pick<MessageFile, 'bytes'>): boolean {
  const line = (navigator as { connection?: { saveData?: boolean; effectiveType?: string } }).connection;
  return (
    !line?.saveData && !line?.effectiveType?.endsWith('2g') && (file.bytes ?? mostToDraw + 1) <= mostToDraw
  );
}
