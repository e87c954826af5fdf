import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { actsFor, caseView, type Decision, decisionBody, secondOpinion } from './case-view';
import { isWaiting } from './held-view';
import { plainKey } from './keys';
import { empty, queueView } from './queue-view';
import { Section } from './section';
import type { CaseRow, CaseView, Page } from './wire';

const blank: Decision = { act: '', facts: '', ground: 'rule', reference: '', hours: null, held: null };
const refreshMs = 10_000;
const [fewest, most] = [30, 100];

/** What is open, and the one that somebody has taken. */
@customElement('parley-console-queue')
export class ConsoleQueue extends Section {
  private timer = 0;
  @state() private rows: CaseRow[] | null = null;
  @state() private cursor: string | null = null;
  @state() private chosen: string | null = null;
  @state() private view: CaseView | null = null;
  @state() private draft = blank;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('keydown', this.pressed);
    this.timer = window.setInterval(() => this.shown && void this.refresh(), refreshMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.pressed);
    clearInterval(this.timer);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    if (changed.has('chosen') && this.chosen)
      this.querySelector(`[data-case="${this.chosen}"]`)?.scrollIntoView({ block: 'nearest' });
  }

  protected override async load(): Promise<void> {
    const limit = Math.min(most, Math.max(fewest, this.rows?.length ?? 0));
    const page = await this.call<Page<CaseRow>>('GET', `/v1/cases?limit=${limit}`);
    [this.rows, this.cursor] = [page.items, page.cursor];
  }

  /** By itself; what stands there stays where the server does not answer. */
  private async refresh(): Promise<void> {
    await this.load().catch(() => undefined);
  }

  private async loadMore(): Promise<void> {
    const page = await this.call<Page<CaseRow>>('GET', `/v1/cases?cursor=${this.cursor}`);
    [this.rows, this.cursor] = [[...(this.rows ?? []), ...page.items], page.cursor];
  }

  private get row(): CaseRow | null {
    return this.view?.case.id === this.chosen
      ? this.view.case
      : (this.rows?.find(r => r.id === this.chosen) ?? null);
  }

  private choose(id: string | null): void {
    if (id === this.chosen) return;
    [this.chosen, this.view, this.draft, this.wrong] = [id, null, blank, ''];
    if (id && this.rows?.find(r => r.id === id)?.mine) void this.claim();
  }

  private claim(): Promise<void> {
    const id = this.chosen;
    if (!id || !this.operator.mayRead) return Promise.resolve();
    return this.try(async () => {
      await this.call('PUT', `/v1/cases/${id}/claim`);
      const view = await this.call<CaseView>('GET', `/v1/cases/${id}`);
      if (this.chosen !== id) return;
      this.view = view;
      await this.load();
      await this.focusOn('#case-title');
    });
  }

  private name(person: string, conversation: string | null): Promise<void> {
    const id = this.chosen;
    return this.try(async () => {
      const subject = { person, ...(conversation ? { conversation } : {}) };
      await this.call('POST', `/v1/cases/${id}/subject`, subject);
      this.view = await this.call<CaseView>('GET', `/v1/cases/${id}`);
      this.say(this.tongue.t('concernsSaved'));
    });
  }

  private letGo(): Promise<void> {
    return this.try(async () => {
      await this.call('DELETE', `/v1/cases/${this.chosen}/claim`);
      this.view = null;
      await this.load();
    });
  }

  private decide(): Promise<void> {
    const id = this.chosen;
    return this.try(async () => {
      const at = this.rows?.findIndex(r => r.id === id) ?? 0;
      if (this.view?.case.kind === secondOpinion) await this.giveOpinion(id);
      else {
        const body = decisionBody(this.draft, this.view !== null && isWaiting(this.view));
        await this.call('POST', `/v1/cases/${id}/decision`, body);
        this.say(this.tongue.t('saved'));
      }
      await this.load();
      this.choose(this.rows?.[Math.min(at, this.rows.length - 1)]?.id ?? null);
    });
  }

  private async giveOpinion(id: string | null): Promise<void> {
    const opinion = { act: this.draft.act };
    const { first, agrees } = await this.call<{ first: string; agrees: boolean }>(
      'POST',
      `/v1/cases/${id}/opinion`,
      opinion,
    );
    this.say(this.tongue.t(agrees ? 'opinionSame' : 'opinionOther', { act: this.tongue.word(first) }));
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const key = this.shown ? plainKey(event) : null;
    if (key === 'j' || key === 'k') this.move(key === 'j' ? 1 : -1);
    else if (key === 'c') void this.claim();
    else if (key && this.view && /^[1-9]$/.test(key)) {
      const act = actsFor(this.view)[Number(key) - 1];
      if (act) this.change({ act });
    } else return;
    event.preventDefault();
  };

  private move(by: number): void {
    const rows = this.rows ?? [];
    const at = rows.findIndex(r => r.id === this.chosen);
    const next = rows[at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + by))];
    if (next) this.choose(next.id);
  }

  private readonly change = (part: Partial<Decision>): void => {
    this.draft = { ...this.draft, ...part };
  };

  protected override render(): TemplateResult {
    const { tongue, rows, row } = this;
    const { t } = tongue;
    if (!rows) return html`<p class="empty" role="status">${this.wrong || t('loading')}</p>`;
    if (!rows.length && !row) return empty(t('emptyQueue'), t('emptyQueueHelp'));
    return html`<div class="split ${row ? 'chosen' : ''}">
      ${queueView(
        tongue,
        rows,
        this.chosen,
        this.cursor !== null,
        id => this.choose(id),
        () => void this.try(() => this.loadMore()),
      )}
      ${row ? this.case(row) : html`<div class="case">${empty(t('choose'), t('chooseHelp'))}</div>`}
    </div>`;
  }

  private case(row: CaseRow): TemplateResult {
    const { tongue, view, draft, operator, wrong } = this;
    return caseView(tongue, row, view, draft, operator.mayRead, operator.token ?? '', wrong, {
      claim: () => void this.claim(),
      letGo: () => void this.letGo(),
      back: () => this.choose(null),
      change: this.change,
      decide: () => void this.decide(),
      name: (person, conversation) => void this.name(person, conversation),
    });
  }
}
