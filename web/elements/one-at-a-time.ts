import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** On a phone the thread covers the list, and the device's own Back returns to it, as from a page. */
export class OneAtATime implements ReactiveController {
  private readonly mark = `parley-${Math.random().toString(36).slice(2)}`;
  private inside = false;

  constructor(
    host: ReactiveControllerHost,
    private readonly narrow: () => boolean,
    private readonly left: () => void,
  ) {
    host.addController(this);
  }

  entered(): void {
    if (this.inside || !this.narrow()) return;
    this.inside = true;
    history.pushState({ ...(history.state as object | null), parley: this.mark }, '');
  }

  leave(): void {
    if (this.inside && (history.state as { parley?: string } | null)?.parley === this.mark) history.back();
    else this.left();
  }

  hostConnected(): void {
    window.addEventListener('popstate', this.popped);
  }

  hostDisconnected(): void {
    window.removeEventListener('popstate', this.popped);
  }

  private readonly popped = (): void => {
    if (!this.inside) return;
    this.inside = false;
    this.left();
  };
}
