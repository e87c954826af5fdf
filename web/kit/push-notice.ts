/** What the server sends to a browser that is to show a notification. Sealed for this browser; the push service cannot read it. */
export interface PushNotice {
  /** The version of this shape; what lacks it is not ours. */
  parley: 1;
  title: string;
  body: string;
  /** A later notification of the same thread takes the place of this one. */
  tag: string;
  /** Where the thread opens; empty when the operator did not say. */
  url: string;
  lang: string;
  dir: 'ltr' | 'rtl';
  /** All that is unread in this role. */
  unread: number;
  /** Stays until it is looked at. */
  urgent: boolean;
  icon?: string;
  /** When it happened, in milliseconds since 1970. */
  at?: number;
}

/** What a push holds, or null when it is none of ours: the host may send some of its own. */
export function readNotice(text: string | undefined): PushNotice | null {
  try {
    const read = JSON.parse(text ?? '') as Partial<PushNotice> | null;
    return read?.parley === 1 && typeof read.title === 'string' ? (read as PushNotice) : null;
  } catch {
    return null;
  }
}

/** What is given to `showNotification`. Nothing in it leads anywhere but to the thread. */
export function shown(notice: PushNotice): { title: string; options: NotificationOptions } {
  const { title, body, tag, lang, dir, urgent, icon, at } = notice;
  const options: NotificationOptions & { renotify?: boolean; timestamp?: number } = {
    body,
    tag,
    lang,
    dir,
    requireInteraction: urgent,
    renotify: tag !== '',
    data: { parley: 1, url: safe(notice.url) },
  };
  if (safe(icon)) options.icon = safe(icon);
  if (at) options.timestamp = at;
  return { title, options };
}

function safe(url: string | undefined): string {
  return url && /^https?:\/\//.test(url) ? url : '';
}
