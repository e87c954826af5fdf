import type { TemplateResult } from 'lit';
import type { Channel } from '../../kit/notices/wire';
import { drawn } from '../icons';

const paths: Record<Channel | 'plus' | 'trash' | 'globe', string> = {
  browser: 'M3.5 5h17v14h-17zM3.5 9h17M6.5 7v.1M9 7v.1',
  mobile:
    'M8 3.5h8a1.5 1.5 0 011.5 1.5v14a1.5 1.5 0 01-1.5 1.5H8A1.5 1.5 0 016.5 19V5A1.5 1.5 0 018 3.5zM11 17.6h2',
  mail: 'M3.5 6h17v12.5h-17zM4 6.5l8 6.5 8-6.5',
  sms: 'M4 5.5h16v11h-9l-4 3.5v-3.5H4zM8 9.5h8M8 12.5h5',
  plus: 'M12 5.5v13M5.5 12h13',
  trash: 'M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7',
  globe: 'M20.5 12a8.5 8.5 0 11-17 0 8.5 8.5 0 0117 0zM3.5 12h17M12 3.5c5 5 5 12 0 17-5-5-5-12 0-17z',
};

export function noticeIcon(name: keyof typeof paths): TemplateResult {
  return drawn(paths[name]);
}
