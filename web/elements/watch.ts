import type { ReactiveController, ReactiveControllerHost } from 'lit';

interface Source {
  add(listener: () => void): () => void;
}

/** "3 minutes ago" must not stay true for long. */
const clockMs = 30_000;

/** Renders its element again when one of the watched things changes, and now and then for the times it shows. */
export class Watch implements ReactiveController {
  private undo: (() => void)[] = [];
  private watched: readonly Source[] = [];
  private clock: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  these(...sources: (Source | undefined)[]): void {
    const next = sources.filter(source => source !== undefined);
    if (next.length === this.watched.length && next.every((source, i) => source === this.watched[i])) return;
    this.hostDisconnected();
    this.watched = next;
    this.hostConnected();
  }

  hostConnected(): void {
    if (this.undo.length > 0) return;
    clearInterval(this.clock);
    this.clock = setInterval(() => document.hidden || this.host.requestUpdate(), clockMs);
    this.undo = this.watched.map(source => source.add(() => this.host.requestUpdate()));
  }

  hostDisconnected(): void {
    clearInterval(this.clock);
    for (const undo of this.undo) undo();
    this.undo = [];
  }
}
