import type { TemplateResult } from 'lit';
import { drawn } from '../icons';

const paths = {
  needs: 'M4 5.5h16v11H12.5L8 20v-3.5H4zM12 8.3v3.4M12 13.9v.1',
  unread: 'M3.5 6h17v12.5h-17zM4 7l8 6.5L20 7',
  mine: 'M12 12a4 4 0 100-8 4 4 0 000 8zM4.5 20a7.5 7.5 0 0115 0',
  unassigned: 'M10.5 12a4 4 0 100-8 4 4 0 000 8zM3.5 20a7 7 0 0111-5.7M16.5 18.5h5',
  mentions:
    'M15.5 12a3.5 3.5 0 11-7 0 3.5 3.5 0 017 0zM15.5 8.5v4.6a2.4 2.4 0 004.8 0V12a8.3 8.3 0 10-3.3 6.6',
  starred: 'M12 4l2.5 5.2 5.6.8-4.1 4 1 5.7-5-2.7-5 2.7 1-5.7-4.1-4 5.6-.8z',
  snoozed: 'M20 14.2A8.3 8.3 0 119.8 4a6.6 6.6 0 0010.2 10.2z',
  all: 'M4 12h4.5l1.5 2.5h4l1.5-2.5H20M4 12l2.7-6.5h10.6L20 12v6.5H4z',
  archived: 'M4 5h16v4H4zM5.5 9v10.5h13V9M10 12.5h4',
  spam: 'M20.5 12a8.5 8.5 0 11-17 0 8.5 8.5 0 0117 0zM6 6l12 12',
  view: 'M4 6h16M7 12h10M10 18h4',
  assign: 'M10 12a4 4 0 100-8 4 4 0 000 8zM3 20a7 7 0 0110.5-6M18 14v6M15 17h6',
  restore: 'M4 12h4.5l1.5 2.5h4l1.5-2.5H20v6.5H4zM12 11V3.5M8.8 6.5L12 3.3l3.2 3.2',
  label: 'M4 12.5V4h8.5l7.5 7.5-8.5 8.5zM8.3 8.3v.1',
  priority: 'M6 20.5V4.5h11.5l-2.3 4 2.3 4H6',
  filter: 'M4 6.5h16M7 12h10M10.2 17.5h3.6',
  order: 'M7.5 5v14M4 15.5L7.5 19l3.5-3.5M16.5 19V5M13 8.5L16.5 5 20 8.5',
  keys: 'M3 6.5h18v11H3zM7 10v.1M11 10v.1M15 10v.1M17.5 10v.1M8 14h8',
  chevron: 'M6.5 9.5L12 15l5.5-5.5',
  dots: 'M6 12v.1M12 12v.1M18 12v.1',
  plus: 'M12 5.5v13M5.5 12h13',
  select: 'M4.5 4.5h15v15h-15zM8.5 12l2.7 2.7 4.5-5.2',
  noAnswer: 'M4 5.5h16v11H12.5L8 20v-3.5H4zM9 11l2.2 2.2 4-4.4',
  read: 'M3.5 10l8.5-6 8.5 6v9.5h-17zM4 10.5l8 5.5 8-5.5',
  team: 'M9 11.5a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM2.5 19.5a6.5 6.5 0 0113 0M16 4.8a3.5 3.5 0 010 6.4M18 13.6a6.5 6.5 0 013.5 5.9',
} as const;

export type DeskIcon = keyof typeof paths;

/** As the icons that everybody's pages have: beside words or inside a labelled button, hidden from screen readers. */
export function deskIcon(name: DeskIcon, className = ''): TemplateResult {
  return drawn(paths[name], className);
}
