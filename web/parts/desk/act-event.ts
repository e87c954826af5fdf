import type { Act } from '../../kit/desk/wire';

export interface ActEvent {
  act: Act;
  ids: readonly string[];
}

export const actEvent = 'parley-desk-act';

/**
 * How whatever stands beside the list in the same inbox acts: the desk does it, says what came of it with a way back,
 * and opens the next row where the open one was put away.
 */
export function askToAct(from: Element, detail: ActEvent): void {
  from.dispatchEvent(new CustomEvent(actEvent, { detail, bubbles: true }));
}
