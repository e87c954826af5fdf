/** A place in what is being written where something is still to be filled in. */
export interface Hole {
  /** `tracking number`, `buyer.attr.size`. */
  name: string;
  /** For a person to fill in; else something has no value in this thread. */
  blank: boolean;
  start: number;
  length: number;
}

/** The first words of everything that templates can say; the server looks at no others. */
const owners = ['buyer', 'vendor', 'agent', 'subject', 'listing', 'order', 'booking', 'request'];

/** What the server would not let out: markers of ours that nobody filled in, from the first to the last. */
export function holesIn(text: string): Hole[] {
  const holes: Hole[] = [];
  for (const found of text.matchAll(/\{\{((?:(?!\{\{|\}\}).)*)\}\}/gs)) {
    const word = (found[1] ?? '').trim();
    const blank = word.startsWith('?');
    const name = (blank ? word.slice(1) : (word.split('|')[0] ?? '')).trim();
    const ours =
      blank ||
      word === 'else' ||
      word === '/if' ||
      word.startsWith('#if') ||
      (name.includes('.') && owners.includes(name.split('.')[0] ?? ''));
    if (ours) holes.push({ name, blank, start: found.index, length: found[0].length });
  }
  return holes;
}

/** The next place after (or, backwards, before) where one stands; none beyond the last, so that Tab leads on. */
export function nextHole(
  holes: readonly Hole[],
  at: { start: number; end: number },
  by: 1 | -1,
): Hole | undefined {
  return by > 0
    ? holes.find(({ start }) => start >= at.end)
    : holes.findLast(({ start, length }) => start + length <= at.start);
}
