import type { ReactiveController, ReactiveControllerHost } from 'lit';

interface Source {
  add(listener: () => void): () => void;
}

/** Renders its element again when one of the watched things changes. */
export class Watch implements ReactiveController {
  private undo: (() => void)[] = [];
  private watched: readonly Source[] = [];

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
    this.undo = this.watched.map(source => source.add(() => this.host.requestUpdate()));
  }

  hostDisconnected(): void {
    for (const undo of this.undo) undo();
    this.undo = [];
  }
}
