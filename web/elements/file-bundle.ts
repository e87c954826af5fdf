import { loadFiles } from './load-desk';
import type { ThreadView } from './thread-view';

const idleMs = 300;

/** The bundle of files of a thread: asked for, here, or not to be had. */
export class FileBundle {
  private state: 'unasked' | 'coming' | 'here' | 'away' = 'unasked';

  constructor(private readonly view: ThreadView) {}

  /** Drawn with their files at once, nothing moves when these come. */
  get isAwaited(): boolean {
    return this.showsFiles && !this.view.files && this.state !== 'away';
  }

  /** At once where there are files to show, else when there is time. */
  want(): void {
    const { thread, contact } = this.view;
    if (this.state !== 'unasked' || !(thread?.state === 'ready' || contact)) return;
    this.state = 'coming';
    const load = async () => {
      this.state = (await loadFiles()) ? 'here' : 'away';
      this.view.requestUpdate();
    };
    if (this.showsFiles) void load();
    else setTimeout(load, idleMs);
  }

  private get showsFiles(): boolean {
    return this.view.thread?.messages.some(message => message.attachments.length > 0) ?? false;
  }
}
