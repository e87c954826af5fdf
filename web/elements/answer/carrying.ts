import type { Snippets } from '../../kit/answer/snippets';
import type { FileCopy } from '../../kit/answer/wire';
import { uuid } from '../../kit/outbox';
import type { FileParts } from '../../parts/file-parts';

interface Host {
  readonly files: FileParts | null;
  send(): void;
  requestUpdate(): void;
}

/** The files of templates on their way into the composer. What is sent meanwhile waits for them. */
export class Carrying {
  /** Those that cannot be sent, by their names; empty when none of them could be had. */
  left: string[] | null = null;
  coming = false;
  private snippets: Snippets | null = null;
  private sending = false;
  private again: (() => Promise<void>) | null = null;
  /** What stands in the composer because of the last ready answer. */
  private brought: string[] = [];

  constructor(private readonly host: Host) {}

  enter(snippets: Snippets): void {
    this.snippets = snippets;
    this.left = null;
    this.coming = false;
    this.sending = false;
    this.brought = [];
  }

  /** The text that they came with was taken back. */
  takeAway(): void {
    this.host.files?.takeAway(this.brought);
    this.brought = [];
    this.left = null;
  }

  bring(template: string): void {
    const use = uuid();
    this.again = () => this.fetch(template, use);
    void this.again();
  }

  readonly retry = (): void => void this.again?.();

  readonly dismiss = (): void => {
    this.left = null;
    this.host.requestUpdate();
  };

  /** Whether a message has to wait; it goes by itself as soon as its files are there. */
  holds(): boolean {
    this.sending = this.coming;
    return this.coming;
  }

  sent(): void {
    this.brought = [];
    this.left = null;
  }

  private async fetch(template: string, use: string): Promise<void> {
    const { snippets, host } = this;
    this.coming = true;
    this.left = null;
    host.requestUpdate();
    let copies: FileCopy[] | null = null;
    try {
      if (host.files && snippets) copies = await snippets.attach(template, use);
    } catch {
      // Told below, with a way to try again.
    }
    if (snippets !== this.snippets) return;
    this.coming = false;
    const good = copies?.filter(({ attachment }) => attachment) ?? [];
    const bad = copies?.filter(({ attachment }) => !attachment).map(({ file }) => file.name);
    this.brought.push(...(host.files?.bring(good) ?? []));
    this.left = bad?.length === 0 ? null : (bad ?? []);
    if (this.sending && !this.left) host.send();
    this.sending = false;
    host.requestUpdate();
  }
}
