import { type OwnTongue, ownTongues } from '../own-tongue';
import type { Refusal } from '../problem';
import { problemText } from '../problem-text';
import { type FilesKey, filesEn } from '../words/files-en';
import { limits, sizeText } from './kinds';

/** The words of sending, showing and looking at files. */
export type FilesTongue = OwnTongue<FilesKey>;

export const filesTongueFor = ownTongues<FilesKey>(filesEn, {
  de: async () => (await import('../words/files-de')).filesDe,
  es: async () => (await import('../words/files-es')).filesEs,
  fr: async () => (await import('../words/files-fr')).filesFr,
  ar: async () => (await import('../words/files-ar')).filesAr,
});

/** Why a file was refused, in the person's language; what the server said of a reason that is new to this page. */
export function reasonText({ t, main }: FilesTongue, code: string | null, said = ''): string {
  if (!code || !(code in filesEn) || !/-/.test(code)) return said || t('notAccepted');
  const most = code === 'message-too-large' ? limits.messageBytes : limits.fileBytes;
  return t(code as FilesKey, { size: sizeText(most, main.locale) });
}

export function whyText(words: FilesTongue, why: Refusal | null): string {
  return reasonText(words, why?.code ?? null, why?.message && problemText(words.main, why));
}
