import { Signs } from '../../kit/answer/signs';
import type { Session } from '../../kit/session';
import type { HereView } from '../../kit/wire';

const spokenMs = 4_000;

/** The colleagues in a thread, and what is said to screen readers about it. */
export class Company {
  said = '';
  private session: Session | null = null;
  private conversation = '';
  private pushed: readonly HereView[] | null = null;
  private signs: Signs | null = null;
  private undo: (() => void)[] = [];
  private silence: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly changed: () => void) {}

  enter(session: Session, conversation: string): void {
    this.session = session;
    this.conversation = conversation;
    this.pushed = null;
    // Whoever may only read gives signs, too: they are here.
    this.signs = new Signs(session.api, conversation);
    this.signs.begin();
    this.undo = [
      session.here.add(push => {
        if (push.conversationId !== conversation) return;
        this.pushed = push.agents;
        this.changed();
      }),
      // What was pushed while the line was down is lost; the view is asked for again.
      session.caughtUp.add(() => {
        this.pushed = null;
        void session.refreshView(conversation).catch(() => undefined);
      }),
    ];
  }

  leave(): void {
    this.signs?.end();
    this.signs = null;
    for (const undo of this.undo) undo();
    this.undo = [];
    clearTimeout(this.silence);
    this.said = '';
  }

  /** All but oneself; who writes comes first. */
  get others(): HereView[] {
    const { session } = this;
    if (session?.reach !== 'fine') return [];
    const here = this.pushed ?? session.rows.view(this.conversation)?.here ?? [];
    return here
      .filter(({ id, doing }) => id !== session.person && doing !== 'left')
      .sort((a, b) => Number(b.doing === 'writing') - Number(a.doing === 'writing'));
  }

  typed(): void {
    this.signs?.typed();
  }

  sent(): void {
    this.signs?.sent();
  }

  say(words: string): void {
    this.said = words;
    clearTimeout(this.silence);
    this.silence = setTimeout(() => {
      this.said = '';
    }, spokenMs);
    this.changed();
  }
}
