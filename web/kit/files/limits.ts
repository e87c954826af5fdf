import { endingOf } from './kinds';
import type { AttachmentLimits } from './wire';

/** As long as the marketplace has not said what it takes: of any kind, since the server looks, too. */
export const usualLimits: AttachmentLimits = {
  files: 10,
  fileBytes: 25_000_000,
  messageBytes: 100_000_000,
  classes: [],
};

const endingsOf = ({ classes }: AttachmentLimits) =>
  classes.flatMap(({ types }) => types.flatMap(({ endings }) => endings));

/** For file inputs: kinds for phones, which offer the camera by them, and endings for everybody else. */
export function acceptOf(limits: AttachmentLimits): string {
  const kinds = limits.classes.filter(one => one.all && /image|video|audio/.test(one.class));
  return [...kinds.map(one => `${one.class}/*`), ...endingsOf(limits).map(ending => `.${ending}`)].join();
}

/** Whether files of this media type are taken, such as `audio/webm;codecs=opus`. */
export function takes({ classes }: AttachmentLimits, type: string): boolean {
  const types = classes.flatMap(({ types }) => types);
  return types.length === 0 || types.some(({ mediaType }) => mediaType === type.split(';')[0]);
}

/** What can be said of a file before a byte of it is sent; null when the server has to look. */
export function flawOf(file: Pick<File, 'name' | 'size'>, limits: AttachmentLimits): string | null {
  if (file.size === 0) return 'empty-file';
  if (file.size > limits.fileBytes) return 'file-too-large';
  const endings = endingsOf(limits);
  const ending = endingOf(file.name);
  return ending && endings.length > 0 && !endings.includes(ending) ? 'unsupported-file-type' : null;
}
