import { type OwnTongue, ownTongues } from '../own-tongue';
import type { Refusal } from '../problem';
import { problemText } from '../problem-text';
import { type FilesKey, filesEn } from '../words/files-en';
import { sizeText } from './kinds';
import type { AttachmentLimits } from './wire';

/** The words of sending, showing and looking at files. */
export type FilesTongue = OwnTongue<FilesKey>;

export const filesTongueFor = ownTongues<FilesKey>(filesEn, {
  de: async () => (await import('../words/files-de')).filesDe,
  es: async () => (await import('../words/files-es')).filesEs,
  fr: async () => (await import('../words/files-fr')).filesFr,
  ar: async () => (await import('../words/files-ar')).filesAr,
});

/** What the marketplace takes: "pictures, CSV, and audio". */
export function takenText({ t, main }: FilesTongue, { classes }: AttachmentLimits): string {
  return new Intl.ListFormat(main.locale).format(
    classes.map(({ class: its, all, types }) =>
      all ? t(`of-${its}`) : types.map(({ endings }) => endings[0]?.toUpperCase()).join(', '),
    ),
  );
}

/** Why a file was refused, in the person's language; what the server said of a reason that is new to this page. */
export function reasonText(
  words: FilesTongue,
  limits: AttachmentLimits,
  code: string | null,
  said = '',
): string {
  const { t, main } = words;
  const unknown = code === 'unsupported-file-type' && limits.classes.length === 0;
  if (!code || unknown || !(code in filesEn) || !/-/.test(code)) return said || t('notAccepted');
  const most = code === 'message-too-large' ? limits.messageBytes : limits.fileBytes;
  return t(code as FilesKey, { size: sizeText(most, main.locale), kinds: takenText(words, limits) });
}

export function whyText(words: FilesTongue, limits: AttachmentLimits, why: Refusal | null): string {
  return reasonText(words, limits, why?.code ?? null, why?.message && problemText(words.main, why));
}
