import { Listeners } from './listeners';
import type { TypingPush } from './pushes';

const shownMs = 6_000;
const sentEveryMs = 3_000;

/** Who is typing where: shown for six seconds after each push, told at most every three. */
export class Typing {
  readonly changed = new Listeners();
  private readonly shown = new Map<string, { name: string; timer: ReturnType<typeof setTimeout> }>();
  private readonly told = new Map<string, number>();

  constructor(private readonly tell: (conversationId: string) => void) {}

  who(conversationId: string): string | null {
    return this.shown.get(conversationId)?.name ?? null;
  }

  saw(push: TypingPush): void {
    clearTimeout(this.shown.get(push.conversationId)?.timer);
    const timer = setTimeout(() => this.done(push.conversationId), shownMs);
    this.shown.set(push.conversationId, { name: push.name, timer });
    this.changed.tell();
  }

  /** Their message came: they are not typing it any more. */
  done(conversationId: string): void {
    clearTimeout(this.shown.get(conversationId)?.timer);
    if (this.shown.delete(conversationId)) this.changed.tell();
  }

  typed(conversationId: string): void {
    if (Date.now() - (this.told.get(conversationId) ?? 0) < sentEveryMs) return;
    this.told.set(conversationId, Date.now());
    this.tell(conversationId);
  }

  sent(conversationId: string): void {
    this.told.delete(conversationId);
  }
}
