import type { ReactiveController, ReactiveControllerHost } from 'lit';

const nearPx = 60;
const startGapPx = 12;

/** Holds the reading place of a message list: at the newest while one is there, at the same message otherwise. */
export class ScrollKeeper implements ReactiveController {
  atBottom = true;
  private box: HTMLElement | null = null;
  private lastTop = 0;
  private lastHeight = 0;
  private lastRoom = 0;
  private anchor: { element: Element; top: number } | null = null;
  private readonly sizes = new ResizeObserver(() => this.atBottom && this.toBottom());

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly onMove: () => void,
  ) {
    host.addController(this);
  }

  watch(box: HTMLElement | null): void {
    if (box === this.box) return;
    this.hostDisconnected();
    this.box = box;
    if (!box) return;
    box.addEventListener('scroll', this.moved, { passive: true });
    this.sizes.observe(box);
    for (const child of box.children) this.sizes.observe(child);
  }

  /** Before the list changes: remember the first message in view and where it stands. */
  hostUpdate(): void {
    const box = this.box;
    if (!box || this.atBottom) return;
    const top = box.getBoundingClientRect().top;
    const element = [...box.querySelectorAll('[data-key]')].find(
      el => el.getBoundingClientRect().bottom > top,
    );
    this.anchor = element ? { element, top: element.getBoundingClientRect().top } : null;
  }

  /** After: put it back there. Touching the position without need would stop a scroll that is under way. */
  hostUpdated(): void {
    const box = this.box;
    if (!box) return;
    if (this.atBottom) {
      if (box.scrollHeight !== this.lastHeight) this.toBottom();
    } else if (this.anchor?.element.isConnected) {
      const slipped = this.anchor.element.getBoundingClientRect().top - this.anchor.top;
      if (Math.abs(slipped) >= 1) box.scrollTop += slipped;
    }
    this.anchor = null;
  }

  hostDisconnected(): void {
    this.box?.removeEventListener('scroll', this.moved);
    this.sizes.disconnect();
    this.box = null;
  }

  toBottom(smooth = false): void {
    const box = this.box;
    if (!box) return;
    this.lastHeight = box.scrollHeight;
    box.scrollTo({ top: box.scrollHeight, behavior: smooth && calm() ? 'smooth' : 'instant' });
  }

  /** By hand: scrollIntoView would scroll the host's page along. */
  toElement(element: Element, where: 'start' | 'center', smooth = false): void {
    const box = this.box;
    if (!box) return;
    const { top, height } = element.getBoundingClientRect();
    const from = top - box.getBoundingClientRect().top;
    const wanted = where === 'start' ? from - startGapPx : from - (box.clientHeight - height) / 2;
    this.atBottom = false;
    box.scrollBy({ top: wanted, behavior: smooth && calm() ? 'smooth' : 'instant' });
    this.moved();
  }

  /** Leads the eye and the keyboard to a message. */
  show(message: HTMLElement): void {
    this.toElement(message, 'center', true);
    flash(message);
    message.focus({ preventScroll: true });
  }

  /** The last message whose top is in view. */
  lastSeenSeq(): number {
    const box = this.box;
    if (!box) return 0;
    const bottom = box.getBoundingClientRect().bottom;
    const shown = [...box.querySelectorAll<HTMLElement>('[data-seq]')];
    const last = shown.findLast(element => element.getBoundingClientRect().top < bottom - 12);
    return Number(last?.dataset.seq ?? 0);
  }

  private readonly moved = (): void => {
    const box = this.box;
    if (!box) return;
    const was = this.atBottom;
    // Whoever begins to scroll up is let go at once; whoever comes near the end again is held there.
    const upwards = box.scrollTop < this.lastTop && box.scrollHeight === this.lastHeight;
    // What grows or shrinks moves the list too; that is nobody's wish to be elsewhere.
    const resized = box.scrollHeight !== this.lastHeight || box.clientHeight !== this.lastRoom;
    if (!was || !resized)
      this.atBottom = box.scrollHeight - box.scrollTop - box.clientHeight < (upwards ? 2 : nearPx);
    this.lastTop = box.scrollTop;
    this.lastHeight = box.scrollHeight;
    this.lastRoom = box.clientHeight;
    if (was !== this.atBottom) this.host.requestUpdate();
    this.onMove();
  };
}

/** Shows the eye where it was led. */
function flash(message: Element): void {
  if (!calm()) return;
  const ring = 'color-mix(in oklab, var(--accent) 45%, transparent)';
  const keyframes = [{ boxShadow: `0 0 0 4px ${ring}` }, { boxShadow: `0 0 0 4px ${ring}` }, {}];
  message.querySelector('.bubble')?.animate(keyframes, 1500);
}

function calm(): boolean {
  return !matchMedia('(prefers-reduced-motion: reduce)').matches;
}
