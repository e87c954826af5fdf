import type { ReactiveController, ReactiveControllerHost } from 'lit';

const events = ['dragenter', 'dragover', 'dragleave', 'drop', 'paste'] as const;

/** Files that are dropped on a thread, or pasted into it. */
export class Taking implements ReactiveController {
  /** Files are held over the thread. */
  over = false;
  private depth = 0;
  private target: HTMLElement | null = null;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly take: (files: File[]) => void,
  ) {
    host.addController(this);
  }

  watch(target: HTMLElement): void {
    this.hostDisconnected();
    this.target = target;
    for (const name of events) target.addEventListener(name, this.heard);
  }

  hostDisconnected(): void {
    for (const name of events) this.target?.removeEventListener(name, this.heard);
    this.target = null;
    this.hold(0);
  }

  private readonly heard = (event: Event): void => {
    if (event.type === 'paste') {
      const { clipboardData } = event as ClipboardEvent;
      const files = [...(clipboardData?.files ?? [])];
      // A table from an office program comes as text and as a picture of itself: the text is meant.
      if (files.length === 0 || clipboardData?.types.includes('text/plain')) return;
      event.preventDefault();
      this.take(files.map(named));
      return;
    }
    const drag = event as DragEvent;
    if (!drag.dataTransfer?.types.includes('Files')) return;
    drag.preventDefault();
    if (drag.type === 'dragenter') this.hold(this.depth + 1);
    else if (drag.type === 'dragleave') this.hold(this.depth - 1);
    else if (drag.type === 'dragover') drag.dataTransfer.dropEffect = 'copy';
    else {
      this.hold(0);
      this.take([...drag.dataTransfer.files]);
    }
  };

  private hold(depth: number): void {
    this.depth = Math.max(0, depth);
    const over = this.depth > 0;
    if (over === this.over) return;
    this.over = over;
    this.host.requestUpdate();
  }
}

/** Every picture from the clipboard is called image.png; by the time one can tell them apart. */
function named(file: File): File {
  const match = /^image\.(\w+)$/.exec(file.name);
  if (!match) return file;
  const stamp = new Date().toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '');
  return new File([file], `picture-${stamp}.${match[1]}`, {
    type: file.type,
    lastModified: file.lastModified,
  });
}
