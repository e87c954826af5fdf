import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { driftOf, type Span, spanOf } from '../../kit/desk/window';

/** Draws only what is near the view of a long list, and keeps what one looks at in its place while rows come and go. */
export class RowsWindow implements ReactiveController {
  span: Span = { from: 0, to: 24 };
  private box: HTMLElement | null = null;
  private ids: readonly string[] = [];
  private before: readonly string[] | null = null;
  private rowHeight = 84;
  private height = 800;
  private readonly sizes = new ResizeObserver(() => this.look());

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly nearEnd: () => void,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.watch(null);
  }

  /** Before drawing: which rows there are now. */
  take(ids: readonly string[], rowHeight: number): void {
    if (ids !== this.ids) this.before = this.ids;
    this.ids = ids;
    this.rowHeight = rowHeight;
    this.span = spanOf(this.box?.scrollTop ?? 0, this.height, rowHeight, ids.length);
  }

  /** After drawing: the box may be another one, and what was looked at may have moved. */
  drawn(box: HTMLElement | null): void {
    if (box !== this.box) this.watch(box);
    else if (box && this.before) this.keepPlace(box, this.before);
    this.before = null;
    this.look();
  }

  /** Another list: it begins at its top. */
  toTop(): void {
    this.ids = [];
    if (this.box) this.box.scrollTop = 0;
  }

  /** Scrolls so that the row is in view, as little as possible. */
  reveal(index: number): void {
    const { box } = this;
    if (!box) return;
    const top = index * this.rowHeight;
    const bottom = top + this.rowHeight;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
    this.look();
  }

  private keepPlace(box: HTMLElement, before: readonly string[]): void {
    // At the very top one wants to see what comes.
    if (box.scrollTop < this.rowHeight / 2) return;
    const now = new Map(this.ids.map((id, i) => [id, i]));
    const drift = driftOf(before, now, Math.ceil(box.scrollTop / this.rowHeight));
    if (drift !== 0) box.scrollTop += drift * this.rowHeight;
  }

  private watch(box: HTMLElement | null): void {
    this.sizes.disconnect();
    this.box?.removeEventListener('scroll', this.look);
    this.box = box;
    if (!box) return;
    box.addEventListener('scroll', this.look, { passive: true });
    this.sizes.observe(box);
  }

  private readonly look = (): void => {
    const { box } = this;
    if (!box) return;
    this.height = box.clientHeight;
    const { from, to } = spanOf(box.scrollTop, this.height, this.rowHeight, this.ids.length);
    if (from !== this.span.from || to !== this.span.to) this.host.requestUpdate();
    // Two screens ahead, so that one does not arrive before the rows do.
    const left = this.ids.length * this.rowHeight - box.scrollTop - this.height;
    if (left < 2 * this.height) this.nearEnd();
  };
}
