import type { LitElement, ReactiveController } from 'lit';

/** Which message shows its tools: the one under the pointer, under the finger, or where the keyboard stands. */
export class MessageFocus implements ReactiveController {
  active: string | null = null;
  /** The six reactions stand in place of the tools. */
  choosing = false;
  private leading = false;

  constructor(private readonly host: LitElement) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.active = null;
    this.choosing = false;
  }

  /** Goes to a message without opening its tools. */
  async lead(go: () => Promise<void>): Promise<void> {
    this.leading = true;
    await go();
    this.leading = false;
  }

  activate(key: string): void {
    if (!this.leading && this.active !== key) this.become(key, false);
  }

  deactivate(key: string): void {
    const focused = this.host.querySelector('.message:focus-within');
    if (this.active === key && !focused) this.become(null, false);
  }

  /** The pressed button makes way for others: the keyboard goes on from the first of them. */
  choose(on: boolean): void {
    const message = this.host.querySelector<HTMLElement>('.message.active');
    this.become(this.active, on);
    void this.host.updateComplete.then(() => {
      // Where it is narrow, tools are shown of the message that has the focus only.
      message?.focus({ preventScroll: true });
      message?.querySelector<HTMLElement>('.tools button')?.focus();
    });
  }

  readonly blurred = (event: FocusEvent): void => {
    // A button that was just replaced loses the focus to nobody.
    if (event.relatedTarget === null && this.choosing) return;
    const within = (event.currentTarget as Element).contains(event.relatedTarget as Node | null);
    if (!within) this.become(null, false);
  };

  /** On a touch screen a tap on a message shows its tools. */
  readonly tapped = (event: MouseEvent): void => {
    const target = event.target as Element;
    if (target.closest('a, button')) return;
    target.closest<HTMLElement>('.message')?.focus({ preventScroll: true });
  };

  /** Arrows, Home and End walk the messages, Enter goes to the tools, Escape leaves them and then the list. */
  readonly key = (event: KeyboardEvent): void => {
    const all = [...this.host.querySelectorAll<HTMLElement>('.message')];
    const at = all.findIndex(message => message.contains(event.target as Node));
    if (at < 0) return;
    const last = all.length - 1;
    const steps: Record<string, number> = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: last };
    const to = steps[event.key];
    if (to !== undefined) {
      event.preventDefault();
      all[Math.min(Math.max(to, 0), last)]?.focus();
    } else if (event.key === 'Enter' && event.target === all[at]) {
      event.preventDefault();
      this.activate(all[at]?.dataset.key ?? '');
      void this.host.updateComplete.then(() => all[at]?.querySelector<HTMLElement>('.tools button')?.focus());
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      if (this.choosing) this.choose(false);
      else this.host.focus();
    }
  };

  private become(active: string | null, choosing: boolean): void {
    this.active = active;
    this.choosing = choosing;
    this.host.requestUpdate();
  }
}
