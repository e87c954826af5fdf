/** Which rows of a long list are drawn: those in view and some on either side. */
export interface Span {
  from: number;
  to: number;
}

const spare = 6;

/** `from` up to, not including, `to`. The numbers move in steps, so that a scrolled pixel draws nothing anew. */
export function spanOf(scrollTop: number, height: number, rowHeight: number, count: number): Span {
  const step = spare / 2;
  const first = Math.floor(Math.max(0, scrollTop) / rowHeight / step) * step;
  const seen = Math.ceil(height / rowHeight) + step;
  return { from: Math.max(0, Math.min(first - spare, count)), to: Math.min(count, first + seen + spare) };
}

/** By how many rows to scroll on so that what is in view stays there although rows before it came or went. */
export function driftOf(
  before: readonly string[],
  now: ReadonlyMap<string, number>,
  firstSeen: number,
): number {
  for (let i = firstSeen; i < Math.min(before.length, firstSeen + 12); i++) {
    const at = now.get(before[i] ?? '');
    if (at !== undefined) return at - i;
  }
  return 0;
}
