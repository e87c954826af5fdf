import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import type { Deed } from '../../kit/desk/acting';
import type { Desk } from '../../kit/desk/desk';
import type { Act, RefusedAct } from '../../kit/desk/wire';
import type { DeskTongue } from '../../kit/desk/words';
import { Refusal } from '../../kit/problem';
import { problemText } from '../../kit/problem-text';

const undoableMs = 8_000;
const readMs = 5_000;

/** Does what was chosen and says what came of it, with a way back. */
export class Doing implements ReactiveController {
  progress: { done: number; of: number } | null = null;
  private words: DeskTongue | null = null;
  private desk: Desk | null = null;
  private text = '';
  private deed: Deed | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stop = new AbortController();
  private forget: (() => void) | null = null;
  /** The act that is not yet answered; who takes something back meanwhile means that one. */
  private running: Promise<void> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.timer);
    this.forget?.();
    this.desk = null;
  }

  enter(desk: Desk, words: DeskTongue): void {
    this.words = words;
    if (desk === this.desk) return;
    this.forget?.();
    this.desk = desk;
    this.forget = desk.acting.progress.add(progress => {
      this.progress = progress;
      this.host.requestUpdate();
    });
  }

  act(act: Act, ids: readonly string[]): Promise<void> {
    this.running = this.ask(act, ids);
    return this.running;
  }

  private async ask(act: Act, ids: readonly string[]): Promise<void> {
    const { desk, words } = this;
    if (!desk || !words || ids.length === 0) return;
    this.stop = new AbortController();
    try {
      const deed = await desk.acting.act(act, ids, { signal: this.stop.signal });
      const [refused] = deed.refused;
      const said = deed.count > 0 ? doneText(deed, desk, words) : '';
      const no = refused
        ? words.t('someRefused', { n: deed.refused.length, why: whyText(refused, words) })
        : '';
      this.show([said, no].filter(Boolean).join('. '), deed.undo.length > 0 ? deed : null);
    } catch (error) {
      this.failed(error);
    }
  }

  cancel(): void {
    this.stop.abort();
  }

  /** Returns the first conversation that is back. */
  readonly undo = async (): Promise<string | undefined> => {
    await this.running;
    const { desk, words } = this;
    const deed = this.deed ?? desk?.acting.last ?? null;
    if (!desk || !words || !deed) return undefined;
    try {
      const left = (await desk.acting.undo(deed))?.left ?? 0;
      this.show(left > 0 ? words.t('undoneButLeft', { n: left }) : words.t('undone'));
      return deed.changes.keys().next().value;
    } catch (error) {
      this.failed(error);
    }
    return undefined;
  };

  readonly failed = (error: unknown): void => {
    const { words } = this;
    if (!words) return;
    this.show(words.t('notDone', { why: problemText(words.main, error) }));
  };

  show(text: string, deed: Deed | null = null): void {
    this.text = text;
    this.deed = deed;
    this.hide();
    this.host.requestUpdate();
  }

  private hide(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(
      () => {
        this.text = '';
        this.deed = null;
        this.host.requestUpdate();
      },
      this.deed ? undoableMs : readMs,
    );
  }

  /** Whoever points at it or has reached it by key is not hurried. */
  private readonly hold = (): void => clearTimeout(this.timer);
  private readonly letGo = (): void => this.hide();

  render(): TemplateResult {
    const { text, deed, words } = this;
    return html`<div class="deed ${text ? 'shown' : ''}" part="toast" @mouseenter=${this.hold} @mouseleave=${this.letGo} @focusin=${this.hold} @focusout=${this.letGo}>
      <span role="status">${text}</span>
      ${deed && words ? html`<button class="link" type="button" @click=${this.undo}>${words.t('undo')}<kbd aria-hidden="true">Ctrl Z</kbd></button>` : nothing}
    </div>`;
  }
}

/** A refusal of one among many, as if it had been the only one. */
function whyText({ type, detail }: RefusedAct, { main }: DeskTongue): string {
  return problemText(main, new Refusal(type.split('/').pop() ?? '', 0, detail));
}

function doneText({ act, count: n }: Deed, desk: Desk, { t, main: { when } }: DeskTongue): string {
  switch (act.type) {
    case 'snooze':
      return act.until ? t('snoozeDone', { n, time: when.moment(act.until) }) : t('snoozeOpenDone', { n });
    case 'assign':
      return act.agent
        ? t('assignDone', { n, name: act.agent === desk.me ? t('me') : desk.nameOf(act.agent) })
        : t('unassignDone', { n });
    case 'priority':
      return t('priorityDone', { n, name: t(act.level ?? 'normal') });
    case 'addLabel':
    case 'removeLabel':
      return t(`${act.type}Done`, { n, name: desk.label(act.label ?? '')?.name ?? '' });
    default:
      return t(`${act.type}Done`, { n });
  }
}
