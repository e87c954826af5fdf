import type { LiveStatus } from './live';

/** Whether what is shown is as it is now, and if not, why. */
export type Reach = 'fine' | 'offline' | 'interrupted' | 'signed-out';

const patienceMs = 2_500;

/** Whether to tell people that the connection is gone: at once when the device says so, after a moment otherwise. */
export class ReachWatch {
  now: Reach = 'fine';
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly status: () => LiveStatus,
    private readonly signedOut: () => boolean,
    private readonly changed: () => void,
  ) {}

  start(): void {
    window.addEventListener('online', this.look);
    window.addEventListener('offline', this.look);
    this.look();
  }

  stop(): void {
    this.rest();
    window.removeEventListener('online', this.look);
    window.removeEventListener('offline', this.look);
  }

  readonly look = (): void => {
    if (!navigator.onLine) this.become('offline');
    else if (this.status() !== 'down') this.become('fine');
    else if (this.signedOut()) this.become('signed-out');
    else if (this.now === 'fine') this.timer ??= setTimeout(() => this.become('interrupted'), patienceMs);
    else this.become('interrupted');
  };

  private become(reach: Reach): void {
    this.rest();
    if (reach === this.now) return;
    this.now = reach;
    this.changed();
  }

  private rest(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
