/**
 * The first page of a PDF, drawn by pdf.js (Apache-2.0) in a worker of its own. Loaded only beside a thread that shows one. Scripts, forms and
 * links of the document do nothing here: a page is drawn and that is all.
 */
import { GlobalWorkerOptions, getDocument } from 'pdfjs-dist';

const here = import.meta.url;
GlobalWorkerOptions.workerSrc = new URL('./pdf-worker.js', here).href;

/** Who draws for longer than this is left alone. */
const patience = 15_000;
/** At most so many device pixels across and down: what is shown is small. */
const most = 1200;

/** One after the other: a thread may hold many. */
let turn: Promise<unknown> = Promise.resolve();

export class Pdf extends HTMLElement {
  /** Draws the first page as wide as asked, in CSS pixels; false when it cannot be drawn. */
  draw(file: Blob, width: number): Promise<boolean> {
    const drawn = turn.then(() => this.isConnected && this.drawNow(file, width)).catch(() => false);
    turn = drawn;
    return drawn;
  }

  private async drawNow(file: Blob, width: number): Promise<boolean> {
    const opening = getDocument({
      data: new Uint8Array(await file.arrayBuffer()),
      isEvalSupported: false,
      enableXfa: false,
      useSystemFonts: true,
      useWasm: false,
      verbosity: 0,
    } as Parameters<typeof getDocument>[0]);
    const impatient = setTimeout(() => void opening.destroy(), patience);
    try {
      const page = await (await opening.promise).getPage(1);
      const plain = page.getViewport({ scale: 1 });
      const scale = Math.min(
        (width * Math.min(2, devicePixelRatio || 1)) / plain.width,
        most / plain.width,
        most / plain.height,
      );
      const viewport = page.getViewport({ scale });
      const canvas = document.createElement('canvas');
      canvas.width = Math.ceil(viewport.width);
      canvas.height = Math.ceil(viewport.height);
      await page.render({ canvas, viewport, background: '#fff' }).promise;
      this.replaceChildren(canvas);
      return true;
    } finally {
      clearTimeout(impatient);
      void opening.destroy();
    }
  }
}

if (!customElements.get('parley-pdf')) customElements.define('parley-pdf', Pdf);
