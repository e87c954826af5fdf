import type { Hole } from '../../kit/answer/gaps';

/** Lies behind a text field and colours what is still to be filled in; a field itself can colour nothing. */
export class Mirror {
  private readonly sheet = document.createElement('div');
  private field: HTMLTextAreaElement | null = null;
  private readonly sizes = new ResizeObserver(() => this.place());

  constructor() {
    this.sheet.className = 'mirror';
    this.sheet.setAttribute('aria-hidden', 'true');
  }

  show(field: HTMLTextAreaElement | null, text: string, holes: readonly Hole[]): void {
    if (field !== this.field) this.move(field);
    if (!field) return;
    this.sheet.hidden = holes.length === 0;
    const pieces: Node[] = [];
    let at = 0;
    for (const { start, length, blank } of holes) {
      const mark = document.createElement('mark');
      mark.className = blank ? '' : 'missing';
      mark.textContent = text.slice(start, start + length);
      pieces.push(document.createTextNode(text.slice(at, start)), mark);
      at = start + length;
    }
    // A line end at the very end has no height of its own.
    pieces.push(document.createTextNode(`${text.slice(at)}\u200b`));
    this.sheet.replaceChildren(...pieces);
    this.place();
  }

  remove(): void {
    this.move(null);
  }

  private move(field: HTMLTextAreaElement | null): void {
    this.field?.removeEventListener('scroll', this.place);
    this.sizes.disconnect();
    this.sheet.remove();
    this.field = field;
    if (!field) return;
    field.before(this.sheet);
    field.addEventListener('scroll', this.place, { passive: true });
    this.sizes.observe(field);
  }

  private readonly place = (): void => {
    const { field, sheet } = this;
    if (!field || sheet.hidden) return;
    const { offsetLeft, offsetTop, clientWidth, clientHeight } = field;
    sheet.dir = getComputedStyle(field).direction;
    sheet.style.cssText = `left:${offsetLeft}px;top:${offsetTop}px;width:${clientWidth}px;height:${clientHeight}px`;
    sheet.scrollTop = field.scrollTop;
  };
}
