import type { TemplateResult } from 'lit';
import { drawn } from './icons';

/** What only an open thread needs. */
const paths = {
  reply: 'M9.5 6L4 11.5 9.5 17M4.5 11.5H14a6 6 0 016 6v1',
  smile: 'M8.5 14.3a4.4 4.4 0 007 0M9 9.6v.1M15 9.6v.1M21 12a9 9 0 11-18 0 9 9 0 0118 0z',
  unsend: 'M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7',
  copy: 'M9 9h10.5v10.5H9zM15 9V4.5H4.5V15H9',
  pictures: 'M4 7.5h12.5V20H4zM8 7.5V4h12v12.5h-3.5M4 17l3.5-3.5 3 3 2.5-2.5 3.5 3.5',
  bell: 'M6 16.5V11a6 6 0 0112 0v5.5l1.5 1.5h-15zM10 20.5a2.2 2.2 0 004 0',
  flag: 'M6 21V4h12l-3 4 3 4H6',
  down: 'M12 5v14M5.5 12.5L12 19l6.5-6.5',
  edit: 'M4 20l1-4.2L16.2 4.6a1.9 1.9 0 012.7 0l.5.5a1.9 1.9 0 010 2.7L8.2 19 4 20z',
} as const;

export type ThreadIcon = keyof typeof paths;

export function threadIcon(name: ThreadIcon): TemplateResult {
  return drawn(paths[name]);
}
