import { html, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { Entry } from '../../kit/grouping';
import type { Tongue } from '../../kit/i18n';
import type { Extra } from '../../kit/outbox';
import { problemText } from '../../kit/problem-text';
import { isBy } from '../../kit/receipts';
import { reworded } from '../../kit/safety/around';
import { learnBlocks } from '../../kit/safety/blocking';
import type { Coach, Remark } from '../../kit/safety/coach';
import { withAsides } from '../../kit/safety/held';
import type { OwnHeld, StatementView } from '../../kit/safety/wire';
import { type SafetyTongue, safetyTongueFor } from '../../kit/safety/words';
import type { Thread } from '../../kit/thread';
import type { Message } from '../../kit/wire';
import { adopt } from '../../parts/adopt';
import { LightElement } from '../../parts/light';
import { blockLine } from '../../parts/safety/block-line';
import { coachPanel } from '../../parts/safety/coach-panel';
import { heldCard } from '../../parts/safety/held-card';
import { maskedText } from '../../parts/safety/masked-text';
import { removedNote } from '../../parts/safety/removed-note';
import { statementCard } from '../../parts/safety/statement-card';
import { safetyStyle } from '../../parts/safety/style';
import type { SafetyParts } from '../../parts/safety-parts';
import type { ThreadView } from '../thread-view';
import { Watch } from '../watch';
import { Coached } from './coached';
import type { ReportDialog } from './report-dialog';
import { type SafetyOf, safetyOf } from './safety-of';
import './contest-form';
import './removed-text';
import './report-dialog';

/** What keeps people safe in a thread, and explains itself. It reaches into the thread by `SafetyParts`. */
@customElement('parley-safety')
export class ParleySafety extends LightElement implements SafetyParts {
  @property({ attribute: false }) view!: ThreadView;
  @property({ attribute: false }) thread: Thread | null = null;
  @property({ attribute: false }) tongue!: Tongue;
  @query('parley-report') private dialog!: ReportDialog | null;
  private readonly watch = new Watch(this);
  private readonly coached = new Coached(() => this.view);
  private of: SafetyOf | null = null;
  /** What the author says it is, for the message that is sent with it. */
  private appealed: string | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    adopt(this.getRootNode(), safetyStyle);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.enter(null);
  }

  get words(): SafetyTongue {
    return safetyTongueFor(this.tongue);
  }

  /** Before a thread is there only what was refused can be spoken of. */
  private get coach(): Coach {
    return this.of?.coach ?? this.coached.coach;
  }

  protected override willUpdate(): void {
    const { view, words } = this;
    if (words.ready) learnBlocks(words);
    else void words.whenReady.then(() => this.requestUpdate());
    const of = safetyOf(view);
    if (of !== this.of) this.enter(of);
    of?.look(this.thread?.messages ?? [], this.own);
    of?.blocking.look(view.session.outbox?.list(view.place) ?? []);
    this.watch.these(
      this.thread?.changed,
      of?.changed,
      this.coached.coach.changed,
      view.session.outbox?.changed,
      view.session.rows.changed,
    );
  }

  protected override updated(): void {
    this.coached.takeBack(this.coach);
    this.view.requestUpdate();
  }

  private enter(of: SafetyOf | null): void {
    this.of?.leave();
    this.of = of;
    of?.enter();
    // What was left half written is looked at as if it were typed now.
    of?.coach.typed(this.view.writing.draft);
  }

  private get own(): Message[] {
    const { session } = this.view;
    return (this.thread?.messages ?? []).filter(message => isBy(message.author, session.person));
  }

  private get otherName(): string {
    return this.view.row?.with.name ?? this.view.contact?.vendor.name ?? '';
  }

  protected override render(): TemplateResult {
    const { words, view, coach, otherName: name } = this;
    const panel = coachPanel({ words, coach, name, use: this.use, appeal: this.appeal });
    return html`${view.canWrite ? panel : ''}${this.blockLine()}<parley-report .view=${view} .words=${words} .ready=${words.ready} .name=${name} .blocking=${this.of?.blocking} .blocked=${this.of?.blocking.state}></parley-report>`;
  }

  private blockLine(): TemplateResult | '' {
    const { of, view, words, otherName } = this;
    const blocking = of?.blocking;
    if (!blocking?.state) return '';
    const own = blocking.state === 'by-you';
    const only = view.session.rows.view(of?.conversation ?? '')?.whyNot === 'restricted';
    return blockLine(words, otherName, own, only, own && blocking.mayChange ? this.unblock : null);
  }

  private readonly unblock = async (): Promise<void> => {
    const { of, view, words, otherName: name } = this;
    try {
      await of?.blocking.set(false);
      view.announcer.show(words.t('unblocked', { name }));
      await view.updateComplete;
      view.enter(); // the pressed button goes
    } catch (error) {
      view.announcer.show(problemText(view.tongue, error));
    }
  };

  private readonly use = (remark: Remark, instead: string): void => {
    const { coach, view } = this;
    view.composer?.put(reworded(coach.text, remark.start, remark.length, instead));
  };

  private readonly appeal = (as: string): void => {
    this.appealed = as;
    this.view.composer?.send();
    this.appealed = null;
  };

  typed(text: string): void {
    this.coach.typed(text);
  }

  leaving(): Extra | null {
    this.coach.forget();
    return this.appealed ? { appeal: { as: this.appealed } } : null;
  }

  weave(entries: Entry[]): Entry[] {
    const { of } = this;
    if (!of) return entries;
    // What stands beside its message already is not said twice.
    const beside = [
      ...of.held.items.map(({ decision }) => decision),
      ...this.own.map(({ removed }) => removed?.decision),
    ];
    const decided = of.decisions.here
      .filter(({ id }) => !beside.includes(id))
      .map(one => ({ ...one, key: `decision ${one.id}` }));
    const items = of.held.items.map(one => ({ ...one, key: `held ${one.clientMessageId}` }));
    const all = withAsides(entries, items, held => this.card(of, held));
    return withAsides(all, decided, decision => statementCard(decision, this.words, this.contest(decision)));
  }

  private card(of: SafetyOf, held: OwnHeld): TemplateResult {
    const { words, view } = this;
    const decision = held.decision && of.decisions.find(held.decision);
    const contest = decision ? this.contest(decision) : null;
    const rewrite = () => view.composer?.takeBack(held.text);
    return heldCard(held, { words, name: this.otherName, rewrite, contest });
  }

  private contest(decision: StatementView): TemplateResult | null {
    const { words, view } = this;
    if (!decision.redress.includes('appeal')) return null;
    return html`<parley-contest .session=${view.session} .words=${words} .ready=${words.ready} .decision=${decision.id}></parley-contest>`;
  }

  text(message: Message): TemplateResult | null {
    return message.text === null ? null : maskedText(this.words, message.text, message.author.name);
  }

  under(message: Message): TemplateResult | null {
    const { of, words, view } = this;
    const own = isBy(message.author, view.session.person);
    if (own && message.removed?.decision) return this.note(of?.decisions.find(message.removed.decision));
    if (own && message.masked) return this.note(of?.decisions.mask(message.seq));
    if (!of?.cuts.has(message.seq) || message.unsentAt || !own) return null;
    const ask = () => of.cuts.text(message.seq);
    return html`<parley-removed-text .words=${words} .ready=${words.ready} .tongue=${view.tongue} .ask=${ask}></parley-removed-text>`;
  }

  private note(decision: StatementView | null | undefined): TemplateResult | null {
    return decision ? removedNote(this.words, decision, this.contest(decision)) : null;
  }

  report(message: Message | null): void {
    void this.dialog?.show(message?.seq ?? null);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-safety': ParleySafety;
  }
}
