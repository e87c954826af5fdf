/**
 * The first page of a PDF, drawn by pdf.js (Apache-2.0) in a worker of its own. Loaded only beside a thread that shows one. Scripts, forms and
 * links of the document do nothing here: a page is drawn and that is all.
 */
import { getDocument, PDFWorker } from 'pdfjs-dist';

const here = import.meta.url;
const code = new URL('./pdf-worker.js', here).href;

/** Who draws for longer than this is ended, worker and all: whatever the document has it do. */
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
    const data = new Uint8Array(await file.arrayBuffer());
    const port = workerOf(code);
    let impatient: ReturnType<typeof setTimeout> | undefined;
    try {
      const tooLong = new Promise<never>((_, reject) => {
        impatient = setTimeout(() => reject(new Error('It takes too long.')), patience);
        port.onerror = () => reject(new Error('There is no worker.'));
      });
      this.replaceChildren(await Promise.race([drawn(data, width, PDFWorker.create({ port })), tooLong]));
      return true;
    } finally {
      clearTimeout(impatient);
      port.terminate(); // also in the midst of a document that never ends
    }
  }
}

/** From another origin than the page's a worker must not be started; one that takes its code from there may. */
function workerOf(code: string): Worker {
  if (new URL(code).origin === location.origin) return new Worker(code, { type: 'module' });
  const shell = URL.createObjectURL(
    new Blob([`import ${JSON.stringify(code)};`], { type: 'text/javascript' }),
  );
  try {
    return new Worker(shell, { type: 'module' });
  } finally {
    setTimeout(() => URL.revokeObjectURL(shell), patience);
  }
}

async function drawn(data: Uint8Array, width: number, worker: PDFWorker): Promise<HTMLCanvasElement> {
  const opening = getDocument({
    data,
    worker,
    isEvalSupported: false,
    enableXfa: false,
    useSystemFonts: true,
    useWasm: false,
    verbosity: 0,
  } as Parameters<typeof getDocument>[0]);
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
  return canvas;
}

if (!customElements.get('parley-pdf')) customElements.define('parley-pdf', Pdf);
