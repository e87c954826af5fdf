import type { FileCopy } from '../answer/wire';
import type { Api } from '../api';
import { backoffMs } from '../backoff';
import { Listeners } from '../listeners';
import { type PendingFile, uuid } from '../outbox';
import { Refusal, Unreachable } from '../problem';
import type { Uuid } from '../wire';
import { kindOf } from './kinds';
import { flawOf, usualLimits } from './limits';
import type { Carriage, Transport } from './tus';
import type { AttachmentLimits, UploadView } from './wire';

export type UploadState = 'waiting' | 'uploading' | 'paused' | 'scanning' | 'ready' | 'refused';

/** One file on its way. */
export interface Upload {
  readonly key: string;
  /** Null of one that the server has of a template. */
  readonly file: File | null;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  state: UploadState;
  /** Bytes that went up. */
  sent: number;
  /** What the server calls it, once all of it is there. */
  id: Uuid | null;
  /** Why it was refused. */
  why: Refusal | null;
  /** An object URL of a picture, and its size. */
  preview: string | null;
  width: number | null;
  height: number | null;
}

export interface Held extends Upload {
  /** A conversation; or the place of one that does not exist yet, in which nothing goes up. */
  place: string;
  /** The message it leaves with; null while it stands in the composer. */
  message: Uuid | null;
  carriage: Carriage | null;
  attempt: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const atOnce = 3;
/** How long a message waits for the check of its files; then it goes, and they follow when they are ready. */
const patienceMs = 10_000;
const askMs = [300, 500, 800, 1_200, 2_000];

/** The files one person sends: each goes waiting, uploading (paused while there is no line), scanning, ready; or is refused. */
export class Uploads {
  readonly changed = new Listeners();
  /** What the marketplace takes. */
  limits = usualLimits;
  private readonly all: Held[] = [];

  constructor(
    private readonly api: Api,
    private readonly transport: Transport,
    private readonly preview: (upload: Held) => Promise<void> = async () => undefined,
  ) {
    window.addEventListener('online', this.online);
    window.addEventListener('offline', this.offline);
  }

  close(): void {
    window.removeEventListener('online', this.online);
    window.removeEventListener('offline', this.offline);
    for (const one of this.all) this.rest(one);
  }

  learn(limits: AttachmentLimits): void {
    this.limits = limits;
    this.changed.tell();
  }

  /** What stands in the composer of `place`. */
  tray(place: string): readonly Upload[] {
    return this.all.filter(one => one.place === place && one.message === null);
  }

  find(key: string): Upload | undefined {
    return this.all.find(one => one.key === key);
  }

  byId(id: Uuid): Upload | undefined {
    return this.all.find(one => one.id === id);
  }

  /** Returns how many were too many for one message. */
  add(place: string, files: readonly File[]): number {
    const { limits } = this;
    const tray = this.all.filter(one => one.place === place && one.message === null);
    const taken = files.slice(0, Math.max(0, limits.files - tray.length));
    let bytes = tray.reduce((sum, one) => sum + one.bytes, 0);
    for (const file of taken) {
      bytes += file.size;
      const flaw = flawOf(file, limits) ?? (bytes > limits.messageBytes ? 'message-too-large' : null);
      if (flaw) bytes -= file.size;
      const one = this.hold(place, {
        file,
        name: file.name || `file.${file.type.split('/').pop() ?? ''}`,
        type: file.type,
        bytes: file.size,
        state: flaw ? 'refused' : 'waiting',
        why: flaw ? new Refusal(flaw, 422, '') : null,
      });
      if (!flaw && kindOf(file.type, one.name) === 'picture')
        void this.preview(one).then(() => this.changed.tell());
    }
    this.pump();
    return files.length - taken.length;
  }

  /** What the server made of a template's files for this place. Returns the keys of those taken; too many are left out. */
  bring(place: string, copies: readonly FileCopy[]): string[] {
    const room = Math.max(0, this.limits.files - this.tray(place).length);
    const taken = copies.slice(0, room).map(({ file, attachment: id }) => {
      const { name, bytes, width, height } = file;
      const state = file.state === 'ready' ? 'ready' : 'scanning';
      const type = file.mediaType ?? '';
      const one = this.hold(place, { file: null, name, type, bytes, width, height, id, state, sent: bytes });
      if (state === 'scanning') this.ask(one, 0);
      else if (kindOf(type, name) === 'picture') void this.preview(one).then(() => this.changed.tell());
      return one.key;
    });
    this.changed.tell();
    return taken;
  }

  private hold(
    place: string,
    about: Pick<Held, 'file' | 'name' | 'type' | 'bytes' | 'state'> & Partial<Held>,
  ): Held {
    const one: Held = {
      key: uuid(),
      place,
      sent: 0,
      id: null,
      why: null,
      preview: null,
      width: null,
      height: null,
      message: null,
      carriage: null,
      attempt: 0,
      timer: undefined,
      ...about,
    };
    this.all.push(one);
    return one;
  }

  /** Takes it out, wherever it is; the server forgets it. */
  cancel(key: string): void {
    const one = this.held(key);
    if (!one) return;
    clearTimeout(one.timer);
    this.all.splice(this.all.indexOf(one), 1);
    if (one.carriage) one.carriage.drop();
    else if (one.id) this.transport.forget(one.id);
    if (one.preview) URL.revokeObjectURL(one.preview);
    this.pump();
  }

  retry(key: string): void {
    const one = this.held(key);
    if (one?.state !== 'refused') return;
    this.rest(one);
    Object.assign(one, { state: 'waiting', why: null, sent: 0, id: null, carriage: null, attempt: 0 });
    this.pump();
  }

  /** Leaves the composer with a message. */
  leave(place: string, message: Uuid): PendingFile[] {
    const mine = this.all.filter(one => one.place === place && one.message === null);
    for (const one of mine) one.message = message;
    this.changed.tell();
    return mine.map(pendingOf);
  }

  /** Back into the composer. Those that this page does not have (it was loaded anew) cannot come. */
  comeBack(place: string, keys: readonly string[]): void {
    for (const key of keys) {
      const one = this.held(key);
      if (one) Object.assign(one, { place, message: null });
    }
    this.changed.tell();
  }

  /** The conversation came to be: what waits for it goes up. */
  opened(place: string, conversation: Uuid): void {
    for (const one of this.all) if (one.place === place) one.place = conversation;
    this.pump();
  }

  /**
   * Resolves when all bytes of a message's files are there, after waiting a moment for their check, too, or when the
   * message waits no more (`files` gives null). Rejects when a file was refused or is not here any more.
   */
  whole(files: () => readonly PendingFile[] | null, keep: (files: PendingFile[]) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      let patience: ReturnType<typeof setTimeout> | undefined;
      const end = (error?: Refusal) => {
        clearTimeout(patience);
        undo();
        if (error) reject(error);
        else resolve();
      };
      const look = () => {
        const wanted = files();
        if (!wanted) return end();
        const now = wanted.map(file => this.held(file.key));
        const refused = now.find(one => one?.state === 'refused');
        const lost = wanted.some((file, i) => !now[i] && !file.id);
        if (refused || lost) return end(refused?.why ?? new Refusal('files-lost', 422, ''));
        const whole = wanted.map((file, i) => ({ ...file, ...(now[i] && pendingOf(now[i])) }));
        if (whole.some((file, i) => file.id !== wanted[i]?.id)) keep(whole);
        if (whole.some(file => !file.id)) return;
        if (now.every(one => !one || one.state === 'ready')) end();
        else patience ??= setTimeout(end, patienceMs);
      };
      const undo = this.changed.add(look);
      look();
    });
  }

  private held(key: string): Held | undefined {
    return this.all.find(one => one.key === key);
  }

  private pump(): void {
    const running = this.all.filter(one => one.state === 'uploading').length;
    const ready = this.all.filter(one => one.state === 'waiting' && !one.place.includes(':'));
    for (const one of navigator.onLine ? ready.slice(0, Math.max(0, atOnce - running)) : []) this.start(one);
    this.changed.tell();
  }

  private start(one: Held): void {
    this.rest(one);
    const { file } = one;
    if (!file) return;
    one.state = 'uploading';
    one.carriage ??= this.transport.carry(
      { conversation: one.place, file, name: one.name },
      {
        progress: bytes => {
          if (one.state !== 'uploading') return;
          if (bytes > one.sent) one.attempt = 0;
          one.sent = bytes;
          this.changed.tell();
        },
        done: id => {
          Object.assign(one, { id, state: 'scanning', sent: one.bytes });
          this.ask(one, 0);
          this.pump();
        },
        failed: error => this.failed(one, error),
      },
    );
    one.carriage.start();
  }

  private failed(one: Held, error: Refusal | Unreachable): void {
    const waits = error instanceof Unreachable || (error instanceof Refusal && error.code === 'rate-limited');
    if (waits) {
      one.state = 'paused';
      one.timer = setTimeout(() => this.goOn(one), backoffMs(one.attempt++ + 1, error));
    } else Object.assign(one, { state: 'refused', why: error as Refusal });
    this.pump();
  }

  private goOn(one: Held): void {
    if (one.state !== 'paused' || !navigator.onLine) return;
    this.start(one);
    this.changed.tell();
  }

  /** What the check found. */
  private ask(one: Held, turn: number): void {
    const wait = askMs[Math.min(turn, askMs.length - 1)];
    one.timer = setTimeout(async () => {
      try {
        const view = await this.api.get<UploadView>(`/v1/uploads/${one.id}`, { tries: 1 });
        if (one.state !== 'scanning') return;
        if (view.state === 'ready') one.state = 'ready';
        if (view.state === 'refused')
          Object.assign(one, { state: 'refused', why: new Refusal(view.reason ?? '', 422, '') });
      } catch (error) {
        if (error instanceof Refusal && !error.passing && error.status !== 401)
          Object.assign(one, { state: 'refused', why: error });
      }
      if (!this.all.includes(one)) return;
      if (one.state === 'scanning') this.ask(one, turn + 1);
      else this.changed.tell();
    }, wait);
  }

  private rest(one: Held): void {
    clearTimeout(one.timer);
    one.carriage?.stop();
  }

  private readonly online = (): void => {
    for (const one of this.all) this.goOn(one);
    this.pump();
  };

  private readonly offline = (): void => {
    for (const one of this.all) {
      if (one.state !== 'uploading') continue;
      this.rest(one);
      one.state = 'paused';
    }
    this.changed.tell();
  };
}

export function pendingOf({ key, id, name, type, bytes, width, height }: Upload): PendingFile {
  return { key, id, name, type, bytes, width, height };
}
