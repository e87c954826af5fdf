import type { Api } from './api';
import { backoffMs, pause } from './backoff';
import { Listeners } from './listeners';
import { mayPass, Refusal } from './problem';
import type { HeldView } from './safety/wire';
import { Unsent } from './unsent';
import type { Contact, Message, Opened, Quote, Uuid } from './wire';

/** A message on its way. It keeps its client-made id for ever, so sending it again never makes a second one. */
export interface Pending {
  clientMessageId: Uuid;
  text: string;
  replyTo: Quote | null;
  at: string;
  state: 'queued' | 'sending' | 'failed';
  /** Why the server refused it, in its own sentence, and the problem's type and status. */
  why?: string;
  code?: string;
  status?: number;
  /** The rest of the problem. */
  problem?: Readonly<Record<string, unknown>>;
  extra?: Extra;
  files?: PendingFile[];
  /** Its files are on their way; it goes when they are there. */
  waits?: boolean;
  /** Of the messages of a thread that does not exist yet: what it is about. Kept with them, so that any page can send them. */
  opening?: Contact;
}

/** A file of an unsent message. Its bytes are in the page that it was chosen in. */
export interface PendingFile {
  key: string;
  /** What the server calls it, once all of it is there. */
  id: Uuid | null;
  name: string;
  type: string;
  bytes: number;
  width: number | null;
  height: number | null;
}

/** What is told with a message. */
export interface Extra {
  /** What its author says it is, where it was taken for something that may not be sent. */
  appeal?: { as: string } | undefined;
  /** The last message on the screen: where a colleague answered after it, nothing is sent. */
  seenSeq?: number | undefined;
  /** The templates it was made with. */
  templates?: readonly Uuid[] | undefined;
}

/** A thread that does not exist yet, because its messages wait. */
export interface Begun {
  place: string;
  contact: Contact;
  last: Pending;
}

export interface OutboxEvents {
  sent(place: string, message: Message): void;
  opened(place: string, opened: Opened): void;
  /** People look at it first: it is no message of the thread yet. */
  held(held: HeldView): void;
  /** Brings the files of a message to the server, and then says `arrived` or `refuse`. */
  carry(place: string, item: Pending): void;
}

/**
 * Unsent messages, one queue per person and conversation, kept in local storage so that they survive a reload.
 * Each queue goes out in order, one message at a time, by one tab at a time.
 */
export class Outbox {
  readonly changed = new Listeners<string>();
  private readonly running = new Set<string>();
  private readonly busy = new Map<string, Uuid>();
  private readonly stop = new AbortController();
  private readonly unsent: Unsent;
  private lastMs = 0;

  constructor(
    private readonly api: Api,
    /** Storage key of this person on this server, in this role. */
    private readonly owner: string,
    private readonly events: OutboxEvents,
  ) {
    this.unsent = new Unsent(owner);
    window.addEventListener('storage', this.otherTab);
  }

  /** The queue of `place`: a conversation id, or `listing:123` for a thread not opened yet. */
  list(place: string): Pending[] {
    return this.unsent
      .list(place)
      .map(item =>
        item.state === 'failed'
          ? item
          : { ...item, state: this.busy.get(place) === item.clientMessageId ? 'sending' : 'queued' },
      );
  }

  send(
    place: string,
    text: string,
    replyTo: Quote | null,
    opening?: Contact,
    extra?: Extra,
    files?: (message: Uuid) => PendingFile[],
  ): Pending {
    const clientMessageId = uuid();
    const item: Pending = {
      clientMessageId,
      text,
      replyTo,
      at: this.now(),
      state: 'queued',
      ...(opening ? { opening } : {}),
      ...(extra ? { extra } : {}),
      ...(files ? { files: files(clientMessageId), waits: true } : {}),
    };
    this.put(place, item);
    this.resume(place);
    if (files) this.events.carry(place, item);
    return item;
  }

  retry(place: string, id: Uuid): void {
    const item = this.unsent.find(place, id);
    if (!item) return;
    const again: Pending = { ...item, state: 'queued', waits: item.files !== undefined };
    this.put(place, again);
    if (again.waits) this.events.carry(place, again);
    this.resume(place);
  }

  find(place: string, id: Uuid): Pending | null {
    return this.unsent.find(place, id);
  }

  /** How far its files are; `to` when the place has become a conversation. */
  arrived(place: string, id: Uuid, changes: Partial<Pending>, to = place): void {
    const item = this.unsent.find(place, id);
    if (!item) return;
    if (to !== place) this.unsent.remove(place, id);
    const { opening, ...rest } = item;
    this.put(to, { ...(to === place ? item : rest), ...changes });
    this.resume(to);
  }

  /** Takes a message out, to be written differently. */
  takeBack(place: string, id: Uuid): Pending | null {
    const item = this.unsent.find(place, id);
    if (item) this.discard(place, id);
    return item;
  }

  discard(place: string, id: Uuid): void {
    this.unsent.remove(place, id);
    this.changed.tell(place);
  }

  get waits(): boolean {
    return this.unsent.anyQueued;
  }

  /** The threads that wait to be opened. */
  begun(): Begun[] {
    return this.unsent.places().flatMap(place => {
      const last = this.list(place).at(-1);
      return last?.opening ? [{ place, contact: last.opening, last }] : [];
    });
  }

  /** Sends what waits in `place`, if nobody does already. */
  resume(place: string): void {
    if (this.running.has(place) || !this.next(place)) return;
    this.running.add(place);
    void alone(`${this.owner}:${place}`, () => this.drain(place)).finally(() => {
      this.running.delete(place);
      if (this.next(place) && !this.stop.signal.aborted) this.resume(place);
    });
  }

  /** After a reload: whatever still waits, in whichever conversation. */
  resumeAll(): void {
    for (const place of this.unsent.places()) {
      this.resume(place);
      for (const item of this.list(place)) if (item.waits) this.events.carry(place, item);
    }
  }

  close(): void {
    this.stop.abort();
    window.removeEventListener('storage', this.otherTab);
  }

  private async drain(place: string): Promise<void> {
    let attempt = 0;
    for (let item = this.next(place); item && !this.stop.signal.aborted; item = this.next(place)) {
      const id = item.clientMessageId;
      this.busy.set(place, id);
      this.changed.tell(place);
      try {
        await this.deliver(place, item);
        this.discard(place, id);
        attempt = 0;
      } catch (error) {
        if (!mayPass(error)) this.refuse(place, id, error);
        else {
          this.busy.delete(place);
          this.changed.tell(place);
          await pause(backoffMs(attempt++, error), this.stop.signal);
        }
      } finally {
        this.busy.delete(place);
        this.changed.tell(place);
      }
    }
  }

  private async deliver(place: string, item: Pending): Promise<void> {
    const { opening } = item;
    const appeal = item.extra?.appeal;
    const message = { clientMessageId: item.clientMessageId, text: item.text, ...(appeal ? { appeal } : {}) };
    if (opening) {
      const { kind, id } = opening.subject;
      const body = { vendor: opening.vendor.id, subject: { kind, id }, message };
      const opened = await this.api.post<Opened | HeldView>('/v1/conversations', body, { tries: 1 });
      if ('state' in opened) this.events.held(opened);
      else this.events.opened(place, opened);
    } else {
      const body = {
        ...message,
        ...item.extra,
        ...(item.replyTo ? { replyTo: item.replyTo.seq } : {}),
        ...(item.files ? { attachments: item.files.map(file => file.id) } : {}),
      };
      const path = `/v1/conversations/${place}/messages`;
      const sent = await this.api.post<Message | HeldView>(path, body, { tries: 1 });
      if ('state' in sent) this.events.held(sent);
      else this.events.sent(place, sent);
    }
  }

  refuse(place: string, id: Uuid, error: unknown): void {
    const why =
      error instanceof Refusal
        ? { why: error.message, code: error.code, status: error.status, problem: error.body }
        : {};
    const item = this.unsent.find(place, id);
    if (item) this.put(place, { ...item, state: 'failed', ...why });
  }

  /** A refused message, or one whose files are on their way, does not hold up the ones after it. */
  private next(place: string): Pending | undefined {
    return this.unsent.list(place).find(item => item.state !== 'failed' && !item.waits);
  }

  private readonly otherTab = (event: StorageEvent): void => {
    const place = this.unsent.placeOfEntry(event.key);
    if (place === null) return;
    this.changed.tell(place);
    // The other tab sends what it wrote; should it be closed before it could, this one does.
    if (event.newValue !== null) this.resume(place);
  };

  private put(place: string, item: Pending): void {
    this.unsent.put(place, item);
    this.changed.tell(place);
  }

  /** Never the same instant twice: the queue is ordered by it. */
  private now(): string {
    this.lastMs = Math.max(Date.now(), this.lastMs + 1);
    return new Date(this.lastMs).toISOString();
  }
}

/** One tab at a time where the browser can; elsewhere the client-made id still keeps repeats free. */
export async function alone(key: string, work: () => Promise<void>): Promise<void> {
  if (navigator.locks) await navigator.locks.request(key, work);
  else await work();
}

/** `crypto.randomUUID` exists on secure pages only. */
export function uuid(): Uuid {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map(b => b.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
