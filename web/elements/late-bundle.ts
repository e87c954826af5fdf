import type { ThreadView } from './thread-view';

const idleMs = 300;

/** A bundle of a thread: asked for once there is something to read or to write, at once where it is needed to draw, else when there is time. */
export class LateBundle {
  private state: 'unasked' | 'coming' | 'here' | 'away' = 'unasked';

  constructor(
    private readonly view: ThreadView,
    private readonly fetch: () => Promise<boolean>,
    private readonly needed: () => boolean,
  ) {}

  /** Drawn with it at once, nothing moves when it comes. */
  get isAwaited(): boolean {
    return this.needed() && this.state !== 'here' && this.state !== 'away';
  }

  want(): void {
    const { thread, contact } = this.view;
    if (this.state !== 'unasked' || !(thread?.state === 'ready' || contact)) return;
    this.state = 'coming';
    const load = async () => {
      this.state = (await this.fetch()) ? 'here' : 'away';
      this.view.requestUpdate();
    };
    if (this.needed()) void load();
    else setTimeout(load, idleMs);
  }
}
