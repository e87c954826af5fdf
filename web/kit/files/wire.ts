import type { Instant, Party, Uuid } from '../wire';

/** A file of a message. Until it is ready, the other side learns only that one is being checked. */
export interface MessageFile {
  id: Uuid;
  state: FileState;
  /** Why it was refused, as a problem's code; for its author's side. */
  reason: string | null;
  name: string | null;
  mediaType: string | null;
  bytes: number | null;
  width: number | null;
  height: number | null;
  pages: number | null;
  sha256: string | null;
  /** How long a sound or a film lasts, where the file says so. */
  milliseconds: number | null;
}

export type FileState = 'uploading' | 'scanning' | 'ready' | 'refused';

/** An upload, for whoever uploads it. */
export interface UploadView {
  id: Uuid;
  state: FileState;
  reason: string | null;
  offset: number;
  length: number;
  mediaType: string | null;
  width: number | null;
  height: number | null;
  pages: number | null;
  milliseconds: number | null;
  expiresAt: Instant;
}

export type FileClass = 'image' | 'document' | 'text' | 'audio' | 'video';

export interface AllowedType {
  mediaType: string;
  endings: string[];
}

export interface AllowedClass {
  class: FileClass;
  /** Whether that is all of it that Parley knows. */
  all: boolean;
  types: AllowedType[];
}

/** What a marketplace takes. */
export interface AttachmentLimits {
  /** In one message. */
  files: number;
  fileBytes: number;
  messageBytes: number;
  classes: AllowedClass[];
}

/** Where a file's bytes are, for this person and a quarter of an hour. */
export interface FileLinks {
  id: Uuid;
  url: string;
  /** Of a picture: at most 400 and 1,600 pixels a side. */
  small: string | null;
  large: string | null;
  expiresAt: Instant;
}

export interface FileLinksPage {
  items: FileLinks[];
}

/** A file of a thread, and the message it came with. */
export interface GalleryItem {
  seq: number;
  at: Instant;
  from: Party;
  file: MessageFile;
}

export interface GalleryPage {
  items: GalleryItem[];
  cursor: string | null;
}
