import { Listeners } from '../../listeners';

/** Where something that is changed as a whole comes from and goes to. */
export interface Source<T> {
  load(): Promise<T>;
  save(value: T, seen: T): Promise<T>;
}

/** What is being changed: as it was saved, and as it stands on the page. It survives leaving the page and loading it anew. */
export class Draft<T> {
  readonly changed = new Listeners();
  state: 'new' | 'loading' | 'ready' | 'failed' = 'new';
  saved: T | null = null;
  saving = false;
  /** Why it could not be loaded. */
  trouble: unknown = null;
  /** Why it could not be saved. */
  refused: unknown = null;
  private edited: T | null = null;
  private before: T | null = null;

  constructor(
    private readonly source: Source<T>,
    /** Under which name the tab remembers what is not saved yet. */
    private readonly key: string,
  ) {}

  get value(): T | null {
    return this.edited ?? this.saved;
  }

  get dirty(): boolean {
    return this.edited !== null && this.saved !== null && !same(this.edited, this.saved);
  }

  get undoable(): boolean {
    return this.before !== null;
  }

  async load(): Promise<void> {
    if (this.state === 'loading') return;
    this.state = this.saved ? 'ready' : 'loading';
    this.changed.tell();
    try {
      this.saved = await this.source.load();
      this.edited ??= recalled<T>(this.key);
      this.state = 'ready';
    } catch (error) {
      this.trouble = error;
      if (!this.saved) this.state = 'failed';
    }
    this.changed.tell();
  }

  edit(value: T): void {
    this.edited = value;
    this.refused = null;
    remember(this.key, this.dirty ? value : null);
    this.changed.tell();
  }

  discard(): void {
    this.edited = null;
    this.refused = null;
    remember(this.key, null);
    this.changed.tell();
  }

  /** True once it is stored. */
  async save(): Promise<boolean> {
    const { value, saved } = this;
    if (!value || !saved || this.saving) return false;
    return this.store(value, saved, saved);
  }

  /** Puts back what was saved before the last time. */
  async undo(): Promise<boolean> {
    const { before, saved } = this;
    if (!before || !saved || this.saving) return false;
    return this.store(before, saved, null);
  }

  private async store(value: T, seen: T, before: T | null): Promise<boolean> {
    this.saving = true;
    this.refused = null;
    this.changed.tell();
    try {
      this.saved = await this.source.save(value, seen);
      this.before = before;
      // What was changed while it was being stored is still to be saved.
      if (this.edited === null || same(this.edited, value)) this.edited = null;
      remember(this.key, this.edited);
      return true;
    } catch (error) {
      this.refused = error;
      return false;
    } finally {
      this.saving = false;
      this.changed.tell();
    }
  }

  /** Somebody else saved meanwhile: theirs is what is there, ours stays on the page. */
  async catchUp(): Promise<void> {
    this.saved = await this.source.load();
    this.changed.tell();
  }
}

export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function recalled<T>(key: string): T | null {
  try {
    const held = sessionStorage.getItem(key);
    return held ? (JSON.parse(held) as T) : null;
  } catch {
    return null;
  }
}

function remember(key: string, value: unknown): void {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Without storage it lives as long as the page.
  }
}
