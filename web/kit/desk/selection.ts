/** What is ticked, and from where a range goes on. */
export class Selection {
  readonly ids = new Set<string>();
  /** Moves with each change. */
  changes = 0;
  private anchor: string | null = null;
  /** What the last range ticked; the next one from the same start replaces it. */
  private reach: string[] = [];

  get size(): number {
    return this.ids.size;
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }

  toggle(id: string): void {
    this.changes++;
    if (!this.ids.delete(id)) this.ids.add(id);
    this.anchor = id;
    this.reach = [];
  }

  /** Everything from where one began to `to`. */
  range(to: string, listed: readonly string[]): void {
    this.changes++;
    const start = this.anchor === null ? -1 : listed.indexOf(this.anchor);
    const end = listed.indexOf(to);
    if (end < 0) return;
    if (start < 0) {
      this.toggle(to);
      return;
    }
    for (const id of this.reach) this.ids.delete(id);
    this.reach = listed.slice(Math.min(start, end), Math.max(start, end) + 1);
    for (const id of this.reach) this.ids.add(id);
  }

  /** A range that starts here, should nothing be ticked yet. */
  begin(id: string): void {
    if (this.anchor === null || this.size === 0) this.anchor = id;
  }

  add(ids: Iterable<string>): void {
    this.changes++;
    for (const id of ids) this.ids.add(id);
  }

  drop(ids: Iterable<string>): void {
    this.changes++;
    for (const id of ids) this.ids.delete(id);
  }

  clear(): void {
    this.changes++;
    this.ids.clear();
    this.anchor = null;
    this.reach = [];
  }
}
