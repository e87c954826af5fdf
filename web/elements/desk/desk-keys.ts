import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { Keys, type Wish } from '../../kit/desk/keys';

/** Hears single keys wherever nobody is writing: inside the inbox, or with the focus nowhere at all. */
export class DeskKeys implements ReactiveController {
  private readonly keys = new Keys();

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly single: () => boolean,
    private readonly wished: (wish: Wish) => boolean,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('keydown', this.heard);
  }

  hostDisconnected(): void {
    document.removeEventListener('keydown', this.heard);
  }

  private readonly heard = (event: KeyboardEvent): void => {
    if (
      event.defaultPrevented ||
      event.isComposing ||
      (event.repeat === true && event.key !== 'j' && event.key !== 'k')
    )
      return;
    const path = event.composedPath();
    const [target] = path;
    if (!(target instanceof HTMLElement) || writes(target)) return;
    const root = this.host.getRootNode();
    const outside = !(root instanceof ShadowRoot && path.includes(root.host)) && !path.includes(this.host);
    if (outside && target !== document.body) return;
    const wish = this.keys.wish(event, this.single());
    if (wish && this.wished(wish)) event.preventDefault();
  };
}

const typed = /^(checkbox|radio|button|submit|range|color|file)$/;

function writes(target: HTMLElement): boolean {
  if (target instanceof HTMLInputElement) return !typed.test(target.type);
  return target.isContentEditable || target.matches('textarea, select');
}
