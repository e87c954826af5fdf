import type { Api } from '../api';
import { Listeners } from '../listeners';
import type { Message, Uuid } from '../wire';

/** The server notes what it cut just after the message is there. */
const soonMs = 3_000;

/** Which of one's own messages in a thread came by mail with something cut from it. Asked for only where some may have. */
export class CutMails {
  readonly changed = new Listeners();
  private seqs = new Set<number>();
  private looked = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly api: Api,
    private readonly conversation: Uuid,
  ) {}

  has(seq: number): boolean {
    return this.seqs.has(seq);
  }

  /** Of these messages, the newest by mail may be newer than what is known. */
  look(own: readonly Message[]): void {
    const last = own.findLast(mayBeMail)?.seq ?? 0;
    if (last <= this.looked) return;
    this.looked = last;
    void this.ask();
    const late = Date.now() - Date.parse(own.findLast(mayBeMail)?.at ?? '') < soonMs * 4;
    if (late) this.timer = setTimeout(() => void this.ask(), soonMs);
  }

  async text(seq: number): Promise<string> {
    const path = `/v1/conversations/${this.conversation}/messages/${seq}/removed-text`;
    return (await this.api.get<{ text: string }>(path)).text;
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private async ask(): Promise<void> {
    try {
      const path = `/v1/conversations/${this.conversation}/removed-texts`;
      const { seqs } = await this.api.get<{ seqs: number[] }>(path);
      this.seqs = new Set(seqs);
      this.changed.tell();
    } catch {
      this.looked = 0; // the next look asks again
    }
  }
}

/** A mail's message has an id made from the mail (RFC 9562, version 8); others that have one are few. */
function mayBeMail({ clientMessageId }: Message): boolean {
  return clientMessageId?.[14] === '8';
}
