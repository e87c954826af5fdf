import type { Tongue } from '../kit/i18n';
import type { Session } from '../kit/session';
import { loadPreferences } from './load-desk';

/** Opens what can be chosen for this thread, at its bell; its bundle comes with the first one. */
export async function openBell(
  anchor: HTMLElement,
  about: { session: Session; tongue: Tongue; conversation: string; chosen(text: string): void },
): Promise<void> {
  if (!(await loadPreferences()) || !anchor.isConnected) return;
  const menu = Object.assign(document.createElement('parley-bell-menu'), about, { anchor });
  anchor.getRootNode().appendChild(menu);
}
