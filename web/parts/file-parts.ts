import type { TemplateResult } from 'lit';
import type { FileCopy } from '../kit/answer/wire';
import type { Item } from '../kit/grouping';
import type { Pending, PendingFile } from '../kit/outbox';
import type { Uuid } from '../kit/wire';

/** What the bundle of files gives to a thread, once it is here. */
export interface FileParts {
  /** The files of a message, stored or on its way. */
  draw(item: Item, own: boolean): TemplateResult;
  /** Of a message that its files stopped: why, and what can be done. */
  stopped(pending: Pending): TemplateResult;
  /** In the composer: what stands before the field, after it and above it. */
  tools(): TemplateResult;
  voice(written: boolean): TemplateResult;
  tray(): TemplateResult;
  /** Files go along, also without a word. */
  readonly carries: boolean;
  /** One of them was refused: first it is taken out. */
  readonly blocked: boolean;
  /** Takes them out of the composer; nothing when there are none. */
  leaving(): ((message: Uuid) => PendingFile[]) | undefined;
  /** A message comes back into the composer, and its files with it. */
  takeBack(pending: Pending): void;
  /** Files of a template stand in the composer from now on; answers their keys. */
  bring(copies: readonly FileCopy[]): string[];
  /** Out of the composer again, those that still stand there. */
  takeAway(keys: readonly string[]): void;
  showGallery(): void;
}
