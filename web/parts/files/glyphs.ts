import type { TemplateResult } from 'lit';
import type { FileKind } from '../../kit/files/kinds';
import { drawn } from '../icons';

const paths = {
  camera: 'M4 8h3.2l1.6-2.5h6.4L16.8 8H20v11H4zM12 16.5a3.5 3.5 0 100-7 3.5 3.5 0 000 7z',
  mic: 'M12 14.5a3 3 0 003-3V6.5a3 3 0 00-6 0v5a3 3 0 003 3zM6 11.5a6 6 0 0012 0M12 17.5V21',
  download: 'M12 4v11M7 10.5l5 5 5-5M5 20h14',
  play: 'M8 5.5v13l10.5-6.5z',
  pause: 'M8.5 5.5v13M15.5 5.5v13',
  stop: 'M7 7h10v10H7z',
  bin: 'M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7',
  shield: 'M12 3.5l7 2.5v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6z',
  plus: 'M12 6v12M6 12h12',
  minus: 'M6 12h12',
  fit: 'M4.5 9V4.5H9M15 4.5h4.5V9M19.5 15v4.5H15M9 19.5H4.5V15',
  next: 'M9 5l7 7-7 7',
  previous: 'M15 5l-7 7 7 7',
  goto: 'M5 12h13M12.5 6.5L18 12l-5.5 5.5',
  again: 'M5 12a7 7 0 0112-5l2.5 2.5M19.5 4.5v5h-5M19 12a7 7 0 01-12 5l-2.5-2.5M4.5 19.5v-5h5',
  link: 'M10 14a4 4 0 005.7 0l3-3A4 4 0 0013 5.3l-1 1M14 10a4 4 0 00-5.7 0l-3 3a4 4 0 005.7 5.7l1-1',
  picture: 'M4 5h16v14H4zM4 16l4.5-4.5 4 4 3-3L20 17M9 9.5v.1',
  film: 'M4 6h11v12H4zM15 10.5l5-3v9l-5-3',
  sound: 'M4 10v4M8 7v10M12 4.5v15M16 7v10M20 10v4',
  page: 'M6 3.5h8l4.5 4.5v12.5H6zM14 3.5V8h4.5',
} as const;

export type FileGlyph = keyof typeof paths;

export function glyph(name: FileGlyph, className = ''): TemplateResult {
  return drawn(paths[name], className);
}

export function kindGlyph(kind: FileKind): TemplateResult {
  return glyph(kind === 'picture' || kind === 'film' || kind === 'sound' ? kind : 'page');
}
