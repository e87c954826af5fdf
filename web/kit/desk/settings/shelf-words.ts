import { type OwnTongue, ownTongues } from '../../own-tongue';
import { type ShelfKey, shelfEn } from '../../words/settings-shelf-en';

/** The words of the pages on which templates and macros are kept. */
export type ShelfTongue = OwnTongue<ShelfKey>;

export const shelfTongueFor = ownTongues<ShelfKey>(shelfEn, {
  de: async () => (await import('../../words/settings-shelf-de')).shelfDe,
  es: async () => (await import('../../words/settings-shelf-es')).shelfEs,
  fr: async () => (await import('../../words/settings-shelf-fr')).shelfFr,
  ar: async () => (await import('../../words/settings-shelf-ar')).shelfAr,
});
