import type { Instant } from '../wire';

/** A decision about somebody, as far as the ladder needs to know it. */
export interface Past {
  act: string;
  at: Instant;
  /** When it ended by itself; null for good, or for what does not last. */
  until: Instant | null;
  /** False where an appeal undid it. */
  upheld: boolean | null;
}

/** What may be done about somebody; `hours` is null for good, and for what does not last. */
export interface Step {
  act: string;
  hours: number | null;
}

export interface Advice {
  /** The hardest that was done within the year, as it was done. */
  last: Step & { at: Instant };
  /** One step further; the last step leads to itself. */
  next: Step;
}

/** Each step is harder than the one before; the hours are those that the decision's form offers. */
export const ladder: readonly Step[] = [
  { act: 'warn', hours: null },
  { act: 'mute', hours: 24 },
  { act: 'mute', hours: 72 },
  { act: 'mute', hours: 168 },
  { act: 'mute', hours: 720 },
  { act: 'suspend', hours: 168 },
  { act: 'suspend', hours: 720 },
  { act: 'suspend', hours: null },
];

/** What is older says little of how somebody behaves. */
const rememberedMs = 365 * 86_400_000;
const hourMs = 3_600_000;

/**
 * Which step the house's ladder names next, by what was decided about one person. Null where nothing within a year stands: whoever comes
 * for the first time is judged by what they did, not by a ladder. What an appeal undid counts for nothing.
 */
export function adviceOf(decisions: readonly Past[], now = Date.now()): Advice | null {
  let reached = -1;
  let last: Advice['last'] | null = null;
  for (const { act, at, until, upheld } of decisions) {
    if (upheld === false || now - Date.parse(at) > rememberedMs) continue;
    const hours = until ? Math.round((Date.parse(until) - Date.parse(at)) / hourMs) : null;
    const rung = rungOf(act, hours);
    if (rung < reached || rung < 0) continue;
    // Of two as hard the newer one; decisions may come in any order.
    if (rung === reached && last && last.at >= at) continue;
    [reached, last] = [rung, { act, hours, at }];
  }
  const next = ladder[Math.min(reached + 1, ladder.length - 1)];
  return last && next ? { last, next } : null;
}

/** How high it stands; below zero for what is no step, such as closing a conversation. */
function rungOf(act: string, hours: number | null): number {
  if (act === 'hide-message' || act === 'refuse-message' || act === 'warn') return 0;
  const kind = act === 'pause-threads' ? 'mute' : act;
  const length = hours ?? Number.POSITIVE_INFINITY;
  return ladder.findLastIndex(
    step =>
      step.act === kind && (step.hours ?? Number.POSITIVE_INFINITY) <= Math.max(length, shortestOf(kind)),
  );
}

/** Shorter ones stand on the first step of their kind. */
function shortestOf(kind: string): number {
  return ladder.find(step => step.act === kind)?.hours ?? 0;
}
