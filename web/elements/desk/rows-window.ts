import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { driftOf, type Span, spanOf } from '../../kit/desk/window';

const calmAfterMs = 100;

/**
 * Draws only what is near the view of a long list, and keeps what one looks at in its place while rows come and go. Where the box stands and
 * how high it is, it remembers from its events: asking for that right after drawing would have the browser lay everything out at once.
 */
export class RowsWindow implements ReactiveController {
  span: Span = { from: 0, to: 24 };
  /** Half a screen and more goes by with every frame: nobody reads, so outlines will do. */
  rushing = false;
  private lastRush = 0;
  private calm: ReturnType<typeof setTimeout> | undefined;
  private box: HTMLElement | null = null;
  private ids: readonly string[] = [];
  private before: readonly string[] | null = null;
  private rowHeight = 84;
  private height = 800;
  private top = 0;
  private readonly sizes = new ResizeObserver(() => this.measure());

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly nearEnd: () => void,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.calm);
    this.watch(null);
  }

  /** Before drawing: which rows there are now. */
  take(ids: readonly string[], rowHeight: number): void {
    if (ids !== this.ids) this.before = this.ids;
    this.ids = ids;
    this.rowHeight = rowHeight;
    this.span = spanOf(this.top, this.height, rowHeight, ids.length);
  }

  /** After drawing: the box may be another one, and what was looked at may have moved. */
  drawn(box: HTMLElement | null): void {
    if (box !== this.box) this.watch(box);
    else if (this.before) this.keepPlace(this.before);
    this.before = null;
    this.look();
  }

  /** Another list: it begins at its top. */
  toTop(): void {
    this.ids = [];
    this.scrollTo(0);
  }

  /** Scrolls so that the row is in view, as little as possible. */
  reveal(index: number): void {
    const top = index * this.rowHeight;
    const bottom = top + this.rowHeight;
    if (top < this.top) this.scrollTo(top);
    else if (bottom > this.top + this.height) this.scrollTo(bottom - this.height);
    this.look();
  }

  private scrollTo(top: number): void {
    this.top = top;
    if (this.box) this.box.scrollTop = top;
  }

  private keepPlace(before: readonly string[]): void {
    // At the very top one wants to see what comes.
    if (this.top < this.rowHeight / 2) return;
    const first = Math.ceil(this.top / this.rowHeight);
    if (before[first] === this.ids[first]) return;
    const now = new Map(this.ids.map((id, i) => [id, i]));
    const drift = driftOf(before, now, first);
    if (drift !== 0) this.scrollTo(this.top + drift * this.rowHeight);
  }

  private watch(box: HTMLElement | null): void {
    this.sizes.disconnect();
    this.box?.removeEventListener('scroll', this.scrolled);
    this.box = box;
    if (!box) return;
    box.addEventListener('scroll', this.scrolled, { passive: true });
    this.sizes.observe(box); // tells its size at once
  }

  private readonly scrolled = (): void => {
    const before = this.top;
    this.measure();
    if (Math.abs(this.top - before) > this.height / 2) this.rush();
  };

  /** One leap is not yet a rush. */
  private rush(): void {
    const now = performance.now();
    if (now - this.lastRush < calmAfterMs && !this.rushing) {
      this.rushing = true;
      this.host.requestUpdate();
    }
    this.lastRush = now;
    clearTimeout(this.calm);
    this.calm = setTimeout(() => {
      this.rushing = false;
      this.host.requestUpdate();
    }, calmAfterMs);
  }

  private readonly measure = (): void => {
    if (!this.box) return;
    this.top = this.box.scrollTop;
    this.height = this.box.clientHeight;
    this.look();
  };

  private look(): void {
    if (!this.box) return;
    const { from, to } = spanOf(this.top, this.height, this.rowHeight, this.ids.length);
    if (from !== this.span.from || to !== this.span.to) this.host.requestUpdate();
    // Two screens ahead, so that one does not arrive before the rows do.
    const left = this.ids.length * this.rowHeight - this.top - this.height;
    if (left < 2 * this.height) this.nearEnd();
  }
}
