import type { Api } from '../api';
import { Listeners } from '../listeners';
import type { ChoiceView, NoticePreferencesView } from './wire';

type Changes = Partial<
  Pick<
    NoticePreferencesView,
    'choices' | 'quiet' | 'timeZone' | 'urgentMayPass' | 'textInMail' | 'textInPush'
  >
>;

const path = '/v1/notices/preferences';

/** Several changes in a row, as with the arrow keys in a list, are one. */
const restMs = 350;

/** What one role wants to hear of. A change shows at once and is saved at once; what was refused is taken back. */
export class NoticePreferences {
  readonly changed = new Listeners();
  /** Saved; with a way back to what was before. */
  readonly kept = new Listeners<() => void>();
  readonly refused = new Listeners<unknown>();
  state: 'new' | 'loading' | 'ready' | 'failed' = 'new';
  trouble: unknown = null;
  view: NoticePreferencesView | null = null;
  /** As the server has it. */
  private stored: NoticePreferencesView | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private waiting = 0;
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly api: Api,
    readonly as: string,
  ) {}

  async load(): Promise<void> {
    if (this.state === 'loading') return;
    this.state = this.view ? 'ready' : 'loading';
    this.changed.tell();
    try {
      const view = await this.api.get<NoticePreferencesView>(path, {
        query: { as: this.as },
      });
      if (!this.busy) this.take(view);
      this.state = 'ready';
    } catch (error) {
      this.trouble = error;
      if (!this.view) this.state = 'failed';
    }
    this.changed.tell();
  }

  /** Whether something is not saved yet. */
  get busy(): boolean {
    return this.timer !== undefined || this.waiting > 0;
  }

  /** Shown at once, and saved at once or after a moment's rest. */
  change(changes: Changes, rest = 0): void {
    if (!this.view) return;
    this.view = { ...this.view, ...changes };
    this.changed.tell();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), rest);
    if (rest === 0) void this.flush();
  }

  /** Null gives it back to the marketplace. */
  choose(one: Pick<ChoiceView, 'kind' | 'channel'>, cadence: string | null): void {
    const choices = this.view?.choices.map((choice): ChoiceView => {
      if (choice.kind !== one.kind || choice.channel !== one.channel || choice.by === 'locked') return choice;
      return cadence === null ? { ...choice, by: 'default' } : { ...choice, cadence, by: 'own' };
    });
    if (choices) this.change({ choices }, restMs);
  }

  /** Saves what waits, one after the other. */
  flush(): Promise<void> {
    if (this.timer === undefined) return this.queue;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting++;
    this.queue = this.queue
      .then(() => this.store())
      .finally(() => {
        this.waiting--;
        this.changed.tell();
      });
    return this.queue;
  }

  private async store(): Promise<void> {
    const { view, stored } = this;
    if (!view || !stored || same(view, stored)) return;
    try {
      const options = { query: { as: this.as }, keepalive: true };
      const now = await this.api.put<NoticePreferencesView>(path, bodyOf(view), options);
      this.stored = now;
      if (this.view === view) this.view = now;
      this.kept.tell(() => this.restore(stored));
    } catch (error) {
      // Later changes may stand on what was refused: all of them are taken back.
      clearTimeout(this.timer);
      this.timer = undefined;
      this.view = this.stored;
      this.refused.tell(error);
    }
  }

  private restore(before: NoticePreferencesView): void {
    const { choices, quiet, timeZone, urgentMayPass, textInMail, textInPush } = before;
    this.change({ choices, quiet, timeZone, urgentMayPass, textInMail, textInPush });
  }

  private take(view: NoticePreferencesView): void {
    this.view = view;
    this.stored = view;
  }
}

function same(one: NoticePreferencesView, other: NoticePreferencesView): boolean {
  return JSON.stringify(bodyOf(one)) === JSON.stringify(bodyOf(other));
}

/** What is sent: of choices only one's own, so that the marketplace's defaults hold for the rest. */
export function bodyOf(view: NoticePreferencesView): object {
  const { quiet, timeZone, urgentMayPass, textInMail, textInPush } = view;
  const choices = view.choices
    .filter(({ by }) => by === 'own')
    .map(({ kind, channel, cadence }) => ({ kind, channel, cadence }));
  return { choices, quiet, timeZone, urgentMayPass, textInMail, textInPush };
}
