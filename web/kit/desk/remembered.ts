import { keep, recall } from '../storage';
import { type DeskQuery, keyOf, queryFrom } from './query';

/** What this browser remembers of how somebody likes to work; what is open only as long as the tab lives. */
export type Density = 'roomy' | 'dense';

export function recallQuery(as: string): DeskQuery | null {
  try {
    const held = sessionStorage.getItem(`parley:desk:${as}`);
    return held ? queryFrom(Object.fromEntries(new URLSearchParams(held))) : null;
  } catch {
    return null;
  }
}

export function keepQuery(as: string, query: DeskQuery): void {
  try {
    sessionStorage.setItem(`parley:desk:${as}`, keyOf(query));
  } catch {
    // Without storage a reload begins with the first folder.
  }
}

export function recallDensity(): Density {
  return recall<Density>('parley:density') ?? 'roomy';
}

export function keepDensity(density: Density): void {
  keep('parley:density', density);
}

export function recallKeys(): boolean {
  return recall<boolean>('parley:keys') ?? true;
}

export function keepKeys(on: boolean): void {
  keep('parley:keys', on);
}
