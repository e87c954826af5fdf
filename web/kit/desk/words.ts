import type { Tongue } from '../i18n';
import { sentence } from '../sentence';
import { type DeskKey, type DeskWords, deskEn } from '../words/desk-en';
import { learnRefusals } from './refusals';

/** English is in the desk's bundle; the others are files of their own, as the buyers' words are. */
const others: Record<string, () => Promise<DeskWords>> = {
  de: async () => (await import('../words/desk-de')).deskDe,
  es: async () => (await import('../words/desk-es')).deskEs,
  fr: async () => (await import('../words/desk-fr')).deskFr,
  ar: async () => (await import('../words/desk-ar')).deskAr,
};

/** The desk's own words beside those that every page knows. */
export class DeskTongue {
  ready: boolean;
  readonly whenReady: Promise<void>;
  private words: DeskWords = deskEn;

  constructor(readonly main: Tongue) {
    const load = others[main.locale.split('-')[0] ?? 'en'];
    this.ready = !load;
    this.whenReady = load ? this.learn(load) : Promise.resolve();
    void learnRefusals(main);
  }

  readonly t = (key: DeskKey, values: Record<string, string | number> = {}): string =>
    sentence(this.words[key], values, this.main.locale);

  private async learn(load: () => Promise<DeskWords>): Promise<void> {
    try {
      this.words = await load();
    } catch {
      // Out of reach: English is better than nothing.
    }
    this.ready = true;
  }
}

const spoken = new WeakMap<Tongue, DeskTongue>();

export function deskTongueFor(tongue: Tongue): DeskTongue {
  let own = spoken.get(tongue);
  if (!own) {
    own = new DeskTongue(tongue);
    spoken.set(tongue, own);
  }
  return own;
}
