import { Refusal } from './problem';

/** Milliseconds before try number `attempt` (0, 1, 2, ...): doubles up to 30 s, with half of it left to chance. */
export function backoffMs(attempt: number, error?: unknown): number {
  const grown = Math.min(30_000, 500 * 2 ** attempt);
  const jittered = grown / 2 + Math.random() * (grown / 2);
  const asked = error instanceof Refusal && error.retryAfter !== null ? error.retryAfter * 1000 : 0;
  return asked > 0 ? asked + Math.random() * 500 : jittered;
}

/** Waits; ends early when the page comes back online or `signal` is aborted. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer);
      globalThis.removeEventListener?.('online', done);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    globalThis.addEventListener?.('online', done);
    signal?.addEventListener('abort', done);
  });
}
