import type { Pending } from '../../kit/outbox';
import { Coach } from '../../kit/safety/coach';
import type { DraftCheck, Measure, TextFinding } from '../../kit/safety/wire';
import type { ThreadView } from '../thread-view';

const codes: Record<string, Measure> = { coached: 'coach', 'refused-by-policy': 'refuse' };

/** Messages that were sent and came back for their words: into the composer, with what was found in them below it. */
export class Coached {
  /** For a thread that is not there yet. */
  readonly coach = new Coach((text, signal) => this.ask(text, signal));
  private readonly seen = new Set<string>();

  constructor(private readonly view: () => ThreadView) {}

  private ask(text: string, signal: AbortSignal): Promise<DraftCheck> {
    const { session, contact } = this.view();
    if (!contact) return Promise.reject(new Error('There is nothing to write about.'));
    const { kind, id } = contact.subject;
    const body = { text, vendor: contact.vendor.id, subject: { kind, id } };
    return session.api.post<DraftCheck>('/v1/conversations/draft-check', body, { signal, tries: 1 });
  }

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
