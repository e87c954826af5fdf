import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Session } from '../kit/session';
import type { Reach } from '../parts/banner';

const patienceMs = 2_500;

/** Whether to tell people that the connection is gone: at once when the device says so, after a moment otherwise. */
export class ReachWatch implements ReactiveController {
  private downSince: number | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  of(session: Session): Reach {
    if (!navigator.onLine) return 'offline';
    if (session.live.status !== 'down') {
      this.downSince = null;
      return 'fine';
    }
    this.downSince ??= Date.now();
    const waited = Date.now() - this.downSince;
    if (waited >= patienceMs) return 'interrupted';
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.host.requestUpdate(), patienceMs - waited + 10);
    return 'fine';
  }

  hostConnected(): void {
    window.addEventListener('online', this.look);
    window.addEventListener('offline', this.look);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
    window.removeEventListener('online', this.look);
    window.removeEventListener('offline', this.look);
  }

  private readonly look = (): void => this.host.requestUpdate();
}
