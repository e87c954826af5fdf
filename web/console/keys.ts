/** The key of somebody who writes nothing just now, pressed alone; null otherwise. */
export function plainKey(event: KeyboardEvent): string | null {
  const inside = event.composedPath()[0];
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (inside instanceof HTMLElement && inside.matches('textarea, select, input:not([type=radio])'))
    return null;
  return event.key;
}
