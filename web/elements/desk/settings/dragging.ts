/** Puts one of a list in another place with the pointer: it follows at once, from place to place. */
export class Dragging {
  private moving: string | null = null;

  constructor(
    /** What is dragged, with its id in `data-id`. */
    private readonly selector: string,
    private readonly move: (id: string, to: number) => void,
  ) {}

  grab(event: PointerEvent, id: string): void {
    if (event.button !== 0) return;
    const grip = event.currentTarget as HTMLElement;
    const list = grip.closest(this.selector)?.parentElement;
    if (!list) return;
    event.preventDefault();
    grip.focus();
    grip.setPointerCapture(event.pointerId);
    this.moving = id;
    const over = ({ clientY }: PointerEvent) => this.over(list, clientY);
    const end = () => {
      this.moving = null;
      grip.removeEventListener('pointermove', over);
    };
    grip.addEventListener('pointermove', over);
    grip.addEventListener('lostpointercapture', end, { once: true });
  }

  private over(list: Element, y: number): void {
    const items = [...list.querySelectorAll<HTMLElement>(`:scope > ${this.selector}`)];
    const from = items.findIndex(({ dataset }) => dataset.id === this.moving);
    const middle = (item: HTMLElement) => item.getBoundingClientRect().top + item.offsetHeight / 2;
    let to = from;
    while (to > 0 && y < middle(items[to - 1] as HTMLElement)) to--;
    while (to < items.length - 1 && y > middle(items[to + 1] as HTMLElement)) to++;
    if (this.moving && from >= 0 && to !== from) this.move(this.moving, to);
  }
}
