import { render } from 'lit';
import { expect, test, vi } from 'vitest';
import type { Contents } from '../../kit/files/contents';
import { usualLimits } from '../../kit/files/limits';
import { filesTongueFor } from '../../kit/files/words';
import { Tongue } from '../../kit/i18n';
import { messageFiles, type ShownFile } from './message-files';

const words = filesTongueFor(new Tongue('en'));

function file(changes: Partial<ShownFile> = {}): ShownFile {
  return {
    id: 'f1',
    state: 'ready',
    reason: null,
    name: 'vase.png',
    mediaType: 'image/png',
    bytes: 1_200_000,
    width: 600,
    height: 400,
    pages: null,
    milliseconds: null,
    sha256: null,
    own: null,
    ...changes,
  };
}

function shown(...files: ShownFile[]) {
  const root = document.createElement('div');
  const look = {
    words,
    limits: usualLimits,
    contents: {} as Contents,
    conversation: 'c1',
    open: vi.fn(),
    download: vi.fn(),
  };
  render(messageFiles(files, look), root);
  return { root, ...look };
}

test('a picture has its place before it is here', () => {
  const tile = shown(file()).root.querySelector<HTMLElement>('.tile');
  expect(tile?.getAttribute('style')).toBe('--w:340px;--ratio:1.5000');
  expect(tile?.getAttribute('aria-label')).toBe('Open vase.png');
});

test('of the other side’s file one sees nothing but that it is being checked', () => {
  const { root } = shown(
    file({ state: 'scanning', name: null, mediaType: null, bytes: null, width: null, height: null }),
  );
  expect(root.textContent?.trim()).toBe('A file is being checked');
  expect(root.querySelector('button, parley-picture')).toBeNull();
});

test('one’s own is there while it is being checked, if this page has it', () => {
  expect(
    shown(file({ state: 'scanning', own: 'blob:x' })).root.querySelector('.tile-state')?.textContent,
  ).toBe('Being checked');
  const { root } = shown(file({ state: 'scanning' }));
  expect(root.querySelector('parley-picture')).toBeNull();
  expect(root.textContent).toContain('Being checked');
});

test('what was refused says why, and cannot be opened', () => {
  const { root } = shown(file({ state: 'refused', reason: 'infected-file' }));
  expect(root.textContent).toContain('Malware was found in it.');
  expect(root.querySelector('button')).toBeNull();
});

test('a reason that is new to this page is not shown as a code', () => {
  const { root } = shown(file({ state: 'refused', reason: 'smells-odd' }));
  expect(root.textContent).toContain('This file was not accepted.');
});

test('a film says its name and size, and is saved where it cannot be played', () => {
  const film = shown(file({ name: 'glazing.mov', mediaType: 'video/quicktime', milliseconds: 4000 }));
  expect(film.root.querySelector('parley-player')).not.toBeNull();
  expect(film.root.querySelector('.film-about')?.textContent).toContain('1.2 MB');
  film.root.querySelector<HTMLElement>('.film-about button')?.click();
  expect(film.download).toHaveBeenCalledOnce();
});

test('the first page of a small PDF is drawn; of a large one nothing is fetched', () => {
  const small = shown(file({ name: 'chart.pdf', mediaType: 'application/pdf', bytes: 90_000 }));
  expect(small.root.querySelector('.paged parley-first-page')).not.toBeNull();
  const large = shown(file({ name: 'chart.pdf', mediaType: 'application/pdf', bytes: 9_000_000 }));
  expect(large.root.querySelector('parley-first-page')).toBeNull();
});

test('a document that is called like a voice note is a document', () => {
  const { root } = shown(file({ name: 'voice-2026-01-01-120000.pdf', mediaType: 'application/pdf' }));
  expect(root.querySelector('parley-player')).toBeNull();
  expect(root.querySelector('.file-name')?.textContent).toBe('voice-2026-01-01-120000.pdf');
});

test('a document says what it is, how large and how long, and is saved; a PDF opens', () => {
  const sheet = shown(file({ name: 'prices.csv', mediaType: 'text/csv', bytes: 2_000 }));
  expect(sheet.root.querySelector('.file-about')?.textContent).toBe('Spreadsheet · 2 kB');
  sheet.root.querySelector<HTMLElement>('.file-open')?.click();
  expect(sheet.download).toHaveBeenCalledOnce();

  const pdf = shown(file({ name: 'chart.pdf', mediaType: 'application/pdf', pages: 3 }));
  expect(pdf.root.querySelector('.file-about')?.textContent).toBe('PDF · 1.2 MB · 3 pages');
  pdf.root.querySelector<HTMLElement>('.file-open')?.click();
  expect(pdf.open).toHaveBeenCalledOnce();
});

test('more than six pictures are counted on the sixth', () => {
  const { root } = shown(...Array.from({ length: 9 }, (_, i) => file({ id: `f${i}` })));
  expect(root.querySelectorAll('.tile').length).toBe(6);
  expect(root.querySelector('.tile-more')?.textContent).toBe('+3');
});

test('markup in a name is text', () => {
  const { root } = shown(file({ name: '<img src=x onerror=alert(1)>.pdf', mediaType: 'application/pdf' }));
  expect(root.querySelector('img')).toBeNull();
  expect(root.querySelector('.file-name')?.textContent).toBe('<img src=x onerror=alert(1)>.pdf');
});

test('a sound says how long it lasts before it is loaded', () => {
  const { root } = shown(
    file({ name: 'a.ogg', mediaType: 'audio/ogg', width: null, height: null, milliseconds: 7340 }),
  );
  expect(root.querySelector<HTMLElement & { seconds: number }>('parley-player')?.seconds).toBe(7.34);
});
