import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Upload, UploadState, Uploads } from '../../kit/files/uploads';
import { filesTongueFor, whyText } from '../../kit/files/words';
import type { Tongue } from '../../kit/i18n';

/** Where the files stand that are told of. */
interface Place {
  tongue: Tongue;
  place: string;
  isConnected: boolean;
}

const keepMs = 6_000;

/** Says in words what becomes of the files of the composer: once when one is ready, refused or has to wait. */
export class Telling implements ReactiveController {
  said = '';
  private uploads: Uploads | null = null;
  private view: Place | null = null;
  private undo: (() => void) | null = null;
  private readonly states = new Map<string, UploadState>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
    this.undo?.();
    this.uploads = null;
  }

  listen(uploads: Uploads, view: Place): void {
    this.view = view;
    if (uploads === this.uploads) return;
    this.undo?.();
    this.uploads = uploads;
    this.undo = uploads.changed.add(() => this.look());
  }

  show(said: string): void {
    this.said = said;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.said = '';
      this.host.requestUpdate();
    }, keepMs);
    this.host.requestUpdate();
  }

  private look(): void {
    const { uploads, view } = this;
    if (!uploads || !view?.isConnected) return;
    for (const upload of uploads.tray(view.place)) {
      if (this.states.get(upload.key) === upload.state) continue;
      this.states.set(upload.key, upload.state);
      const words = this.words(upload, uploads, view);
      if (words) this.show(words);
    }
  }

  private words({ state, name, why }: Upload, { limits }: Uploads, view: Place): string {
    const words = filesTongueFor(view.tongue);
    if (state === 'ready') return words.t('ready', { name });
    if (state === 'refused') return words.t('refused', { name, why: whyText(words, limits, why) });
    return state === 'paused' ? `${name}: ${words.t('paused')}` : '';
  }
}
