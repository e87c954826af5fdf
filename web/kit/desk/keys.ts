import type { FolderName } from './wire';

/** What a key asks for. */
export type Wish =
  | 'next'
  | 'previous'
  | 'nextThread'
  | 'previousThread'
  | 'select'
  | 'archive'
  | 'star'
  | 'snooze'
  | 'assign'
  | 'markUnread'
  | 'label'
  | 'priority'
  | 'spam'
  | 'noAnswer'
  | 'undo'
  | 'sheet'
  | 'search'
  | 'macros'
  | 'note'
  | `go:${FolderName}`;

/** `#` stays free. */
export const keyWishes: Readonly<Record<string, Wish>> = {
  j: 'next',
  k: 'previous',
  ']': 'nextThread',
  '[': 'previousThread',
  x: 'select',
  e: 'archive',
  s: 'star',
  h: 'snooze',
  a: 'assign',
  u: 'markUnread',
  m: 'macros',
  i: 'note',
  '/': 'search',
  l: 'label',
  p: 'priority',
  '!': 'spam',
  n: 'noAnswer',
  '?': 'sheet',
};

/** After `g`. */
export const folderKeys: Readonly<Record<string, FolderName>> = {
  n: 'needs',
  u: 'unread',
  m: 'mine',
  a: 'unassigned',
  '@': 'mentions',
  s: 'starred',
  h: 'snoozed',
  e: 'all',
  r: 'archived',
  '!': 'spam',
};

const secondWithinMs = 1_500;

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Understands single keys and `g` with another; never one with a modifier that belongs to the browser. */
export class Keys {
  private goSince = Number.NEGATIVE_INFINITY;

  /** `single` false leaves Ctrl+Z, as WCAG 2.1.4 wants it possible. */
  wish(press: Press, single: boolean, now = Date.now()): Wish | null {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = press;
    if (ctrlKey || metaKey || altKey) {
      return (ctrlKey !== metaKey && !altKey && !shiftKey && key.toLowerCase() === 'z' && 'undo') || null;
    }
    if (!single || key === 'Shift') return null;
    const going = now - this.goSince < secondWithinMs;
    this.goSince = Number.NEGATIVE_INFINITY;
    if (going) {
      const folder = folderKeys[key];
      return folder ? `go:${folder}` : null;
    }
    if (key === 'g') this.goSince = now;
    return keyWishes[key] ?? null;
  }
}
