import type { LitElement } from 'lit';
import { fitted, keepInside, type Zoom, zoomAt } from '../../kit/files/zoom';

interface Point {
  x: number;
  y: number;
}

/** Zooms and moves by wheel, two fingers, double press, drag and keys. */
export class Zooming {
  /** The pointer that is down was moved. */
  moved = false;
  private zoom: Zoom = fitted;
  private readonly down_ = new Map<number, Point>();

  constructor(private readonly host: LitElement & { readonly stage: HTMLElement | null }) {}

  get isFitted(): boolean {
    return this.zoom.scale === 1;
  }

  get transform(): string {
    const { scale, x, y } = this.zoom;
    return `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) scale(${scale.toFixed(3)})`;
  }

  fit(): void {
    this.set(fitted);
  }

  by(factor: number, at: Point = { x: 0, y: 0 }): void {
    this.set(zoomAt(this.zoom, factor, at.x, at.y));
  }

  shift(x: number, y: number): void {
    if (!this.isFitted) this.set({ ...this.zoom, x: this.zoom.x + x, y: this.zoom.y + y });
  }

  readonly wheel = (event: WheelEvent): void => {
    event.preventDefault();
    this.by(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), this.fromMiddle(event));
  };

  readonly twice = (event: MouseEvent): void => {
    if (this.isFitted) this.by(2.5, this.fromMiddle(event));
    else this.fit();
  };

  readonly down = (event: PointerEvent): void => {
    if (event.button !== 0 || (event.target as Element).closest('button, iframe')) return;
    if (this.down_.size === 0) this.moved = false;
    this.down_.set(event.pointerId, this.fromMiddle(event));
    if (!this.isFitted || this.down_.size > 1) this.host.stage?.setPointerCapture(event.pointerId);
  };

  readonly move = (event: PointerEvent): void => {
    const was = this.down_.get(event.pointerId);
    if (!was) return;
    const now = this.fromMiddle(event);
    const other = [...this.down_].find(([id]) => id !== event.pointerId)?.[1];
    if (Math.hypot(now.x - was.x, now.y - was.y) > 2) this.moved = true;
    this.down_.set(event.pointerId, now);
    if (!other) {
      this.shift(now.x - was.x, now.y - was.y);
      return;
    }
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    this.by(distance(now, other) / Math.max(1, distance(was, other)), middle);
  };

  readonly up = (event: PointerEvent): void => {
    this.down_.delete(event.pointerId);
  };

  private fromMiddle({ clientX, clientY }: MouseEvent): Point {
    const box = this.host.stage?.getBoundingClientRect();
    return box
      ? { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 }
      : { x: 0, y: 0 };
  }

  private set(zoom: Zoom): void {
    const { stage } = this.host;
    const picture = stage?.querySelector<HTMLElement>('.viewer-picture');
    this.zoom =
      stage && picture
        ? keepInside(
            zoom,
            { width: picture.offsetWidth, height: picture.offsetHeight },
            { width: stage.clientWidth, height: stage.clientHeight },
          )
        : zoom;
    this.host.requestUpdate();
  }
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
