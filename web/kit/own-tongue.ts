import type { Tongue } from './i18n';
import { sentence } from './sentence';

type Words<K extends string> = Record<K, string>;
type Loads<K extends string> = Record<string, () => Promise<Words<K>>>;

/** The words of one bundle beside those that every page knows. */
export class OwnTongue<K extends string> {
  ready: boolean;
  readonly whenReady: Promise<void>;

  constructor(
    readonly main: Tongue,
    private words: Words<K>,
    load: (() => Promise<Words<K>>) | undefined,
  ) {
    this.ready = !load;
    this.whenReady = load ? this.learn(load) : Promise.resolve();
  }

  readonly t = (key: K, values: Record<string, string | number> = {}): string =>
    sentence(this.words[key], values, this.main.locale);

  private async learn(load: () => Promise<Words<K>>): Promise<void> {
    try {
      this.words = await load();
    } catch {
      // Out of reach: English is better than nothing.
    }
    this.ready = true;
  }
}

/** English is in the bundle; the others are files of their own, each asked for once. */
export function ownTongues<K extends string>(
  english: Words<K>,
  others: Loads<K>,
): (tongue: Tongue) => OwnTongue<K> {
  const spoken = new WeakMap<Tongue, OwnTongue<K>>();
  return tongue => {
    let own = spoken.get(tongue);
    if (!own) {
      own = new OwnTongue(tongue, english, others[tongue.locale.split('-')[0] ?? 'en']);
      spoken.set(tongue, own);
    }
    return own;
  };
}
