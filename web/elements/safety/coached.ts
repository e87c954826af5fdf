import type { Pending } from '../../kit/outbox';
import { Coach } from '../../kit/safety/coach';
import type { Measure, TextFinding } from '../../kit/safety/wire';
import type { ThreadView } from '../thread-view';

const codes: Record<string, Measure> = { coached: 'coach', 'refused-by-policy': 'refuse' };

/** Messages that were sent and came back for their words: into the composer, with what was found in them below it. */
export class Coached {
  /** For a thread that is not there yet: nothing can be asked, only what came back be told. */
  readonly coach = new Coach(() => Promise.reject(new Error('There is no thread to ask about.')));
  private readonly seen = new Set<string>();

  constructor(private readonly view: () => ThreadView) {}

  takeBack(coach: Coach): void {
    const view = this.view();
    for (const place of view.places) {
      for (const item of view.session.outbox?.list(place) ?? []) this.look(view, item, coach);
    }
  }

  /** Only where nothing else is being written; elsewhere it stays in the thread, with its ways on. */
  private look(view: ThreadView, item: Pending, coach: Coach): void {
    const verdict = item.state === 'failed' ? codes[item.code ?? ''] : undefined;
    if (!verdict || this.seen.has(item.clientMessageId)) return;
    const { composer } = view;
    if (!composer || composer.editing || composer.text.trim() !== '') return;
    this.seen.add(item.clientMessageId);
    view.messageActions.rewrite(item.clientMessageId);
    const found = (item.problem?.findings ?? []) as TextFinding[];
    // After it stands in the composer, so that what is said of it stays.
    void view.updateComplete.then(() => {
      if (composer.text === item.text) coach.told(item.text, verdict, found);
    });
  }
}
