import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Refusal } from '../kit/problem';
import type { Message } from '../kit/wire';
import { tokens } from '../parts/styles/tokens';
import { ask, roleOf, takeToken } from './ask';
import { auditView } from './audit-view';
import { actsFor, caseView, type Decision, decisionBody, secondOpinion } from './case-view';
import { grantsView } from './grants-view';
import { isWaiting } from './held-view';
import { peopleView } from './people-view';
import './policy-page';
import { qualityView } from './quality-view';
import { empty, queueView } from './queue-view';
import { consoleStyle } from './style';
import { type HealthReport, systemView } from './system-view';
import './told-view';
import { ConsoleTongue } from './tongue';
import type {
  AuditView,
  CaseRow,
  CaseView,
  GrantView,
  Page,
  PersonFound,
  QualityFigures,
  SanctionRow,
  Standing,
} from './wire';

const sections = ['queue', 'people', 'grants', 'policy', 'told', 'audit', 'quality', 'system'] as const;
type Section = (typeof sections)[number];

const blank: Decision = { act: '', facts: '', ground: 'rule', reference: '', hours: null, held: null };
const refreshMs = 10_000;

/** A day as the server wants it. */
function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

/** The platform's own people look, decide, and read what they may. */
@customElement('parley-console')
export class ParleyConsole extends LitElement {
  static override styles = [tokens, consoleStyle];

  private readonly tongue = new ConsoleTongue();
  private readonly token = takeToken();
  private readonly acting = roleOf(this.token);
  private timer = 0;

  @state() private section: Section = 'queue';
  @state() private rows: CaseRow[] | null = null;
  @state() private cursor: string | null = null;
  @state() private chosen: string | null = null;
  @state() private view: CaseView | null = null;
  @state() private draft = blank;
  @state() private grants: GrantView[] = [];
  @state() private reading: { id: string; messages: Message[] } | null = null;
  @state() private entries: AuditView[] = [];
  @state() private entriesCursor: string | null = null;
  @state() private found: PersonFound[] | null = null;
  @state() private standing: Standing | null = null;
  @state() private figures: QualityFigures | null = null;
  @state() private health: HealthReport | null = null;
  @state() private wrong = '';
  @state() private said = '';
  @state() private signedOut = this.token === null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.dir = this.tongue.dir;
    void this.tongue.ready.then(() => this.requestUpdate());
    document.documentElement.lang = this.tongue.locale;
    document.documentElement.dir = this.tongue.dir;
    addEventListener('keydown', this.pressed);
    if (this.signedOut) return;
    void this.load();
    this.timer = window.setInterval(() => this.section === 'queue' && void this.loadQueue(), refreshMs);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('keydown', this.pressed);
    clearInterval(this.timer);
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('chosen') && this.chosen)
      this.renderRoot.querySelector(`[data-case="${this.chosen}"]`)?.scrollIntoView({ block: 'nearest' });
  }

  private get mayRead(): boolean {
    return this.acting === 'moderator' || this.acting === 'mediator';
  }

  private get row(): CaseRow | null {
    return this.view?.case.id === this.chosen
      ? this.view.case
      : (this.rows?.find(r => r.id === this.chosen) ?? null);
  }

  /** Does it, and shows the server's own sentence where it says no. */
  private async try(doing: () => Promise<void>): Promise<void> {
    this.wrong = '';
    try {
      await doing();
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) this.signedOut = true;
      this.wrong = error instanceof Refusal ? error.message : this.tongue.t('offline');
    }
  }

  private call<T>(method: string, path: string, body?: unknown): Promise<T> {
    return ask<T>(this.token ?? '', method, path, body);
  }

  private load(): Promise<void> {
    return this.try(async () => {
      if (this.section === 'queue') await this.loadQueue();
      else if (this.section === 'grants')
        this.grants = this.mayRead ? (await this.call<Page<GrantView>>('GET', '/v1/grants')).items : [];
      else if (this.section === 'audit') await this.loadAudit(null);
      else if (this.section === 'quality') await this.loadQuality(daysAgo(30), daysAgo(-1));
      else if (this.section === 'system')
        this.health = await this.call<HealthReport>('GET', '/health/detail').catch(() => null);
    });
  }

  private async loadQueue(): Promise<void> {
    const page = await this.call<Page<CaseRow>>(
      'GET',
      `/v1/cases?limit=${Math.min(100, Math.max(30, this.rows?.length ?? 0))}`,
    );
    [this.rows, this.cursor] = [page.items, page.cursor];
  }

  private async loadMore(): Promise<void> {
    const page = await this.call<Page<CaseRow>>('GET', `/v1/cases?cursor=${this.cursor}`);
    [this.rows, this.cursor] = [[...(this.rows ?? []), ...page.items], page.cursor];
  }

  private async loadAudit(cursor: string | null): Promise<void> {
    const page = await this.call<Page<AuditView>>('GET', `/v1/audit${cursor ? `?cursor=${cursor}` : ''}`);
    this.entries = cursor ? [...this.entries, ...page.items] : page.items;
    this.entriesCursor = page.cursor;
  }

  private async loadQuality(from: string, to: string): Promise<void> {
    if (this.acting !== 'analyst') return;
    this.figures = await this.call<QualityFigures>('GET', `/v1/quality?from=${from}&to=${to}`);
  }

  private find(q: string): Promise<void> {
    return this.try(async () => {
      this.standing = null;
      this.found = (await this.call<Page<PersonFound>>('GET', `/v1/people?q=${encodeURIComponent(q)}`)).items;
      const [only] = this.found;
      if (only && this.found.length === 1) await this.loadStanding(only);
    });
  }

  private async loadStanding(who: PersonFound): Promise<void> {
    this.standing = await this.call<Standing>('GET', `/v1/people/${who.party}/${encodeURIComponent(who.id)}`);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#standing-title')?.focus();
  }

  private endSanction(sanction: SanctionRow, facts: string): Promise<void> {
    return this.try(async () => {
      await this.call('POST', `/v1/sanctions/${sanction.id}/end`, { facts });
      this.said = this.tongue.t('sanctionEnded');
      if (this.standing) await this.loadStanding(this.standing);
    });
  }

  private go(section: Section): void {
    [this.section, this.wrong, this.reading] = [section, '', null];
    void this.load();
  }

  private choose(id: string | null): void {
    if (id === this.chosen) return;
    [this.chosen, this.view, this.draft, this.wrong] = [id, null, blank, ''];
    if (id && this.rows?.find(r => r.id === id)?.mine) void this.claim();
  }

  private claim(): Promise<void> {
    const id = this.chosen;
    if (!id || !this.mayRead) return Promise.resolve();
    return this.try(async () => {
      await this.call('PUT', `/v1/cases/${id}/claim`);
      const view = await this.call<CaseView>('GET', `/v1/cases/${id}`);
      if (this.chosen !== id) return;
      this.view = view;
      await this.loadQueue();
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('#case-title')?.focus();
    });
  }

  private name(person: string, conversation: string | null): Promise<void> {
    const id = this.chosen;
    return this.try(async () => {
      await this.call('POST', `/v1/cases/${id}/subject`, {
        person,
        ...(conversation ? { conversation } : {}),
      });
      this.view = await this.call<CaseView>('GET', `/v1/cases/${id}`);
      this.said = this.tongue.t('concernsSaved');
    });
  }

  private letGo(): Promise<void> {
    return this.try(async () => {
      await this.call('DELETE', `/v1/cases/${this.chosen}/claim`);
      this.view = null;
      await this.loadQueue();
    });
  }

  private decide(): Promise<void> {
    const id = this.chosen;
    return this.try(async () => {
      const at = this.rows?.findIndex(r => r.id === id) ?? 0;
      if (this.view?.case.kind === secondOpinion) await this.giveOpinion(id);
      else {
        await this.call(
          'POST',
          `/v1/cases/${id}/decision`,
          decisionBody(this.draft, this.view !== null && isWaiting(this.view)),
        );
        this.said = this.tongue.t('saved');
      }
      await this.loadQueue();
      this.choose(this.rows?.[Math.min(at, this.rows.length - 1)]?.id ?? null);
    });
  }

  private async giveOpinion(id: string | null): Promise<void> {
    const { first, agrees } = await this.call<{ first: string; agrees: boolean }>(
      'POST',
      `/v1/cases/${id}/opinion`,
      { act: this.draft.act },
    );
    this.said = this.tongue.t(agrees ? 'opinionSame' : 'opinionOther', { act: this.tongue.word(first) });
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const inside = event.composedPath()[0];
    if (event.ctrlKey || event.metaKey || event.altKey || this.signedOut) return;
    if (inside instanceof HTMLElement && inside.matches('textarea, select, input:not([type=radio])')) return;
    if (event.key === '?') this.help();
    else if (this.section !== 'queue') return;
    else if (event.key === 'j' || event.key === 'k') this.move(event.key === 'j' ? 1 : -1);
    else if (event.key === 'c') void this.claim();
    else if (this.view && /^[1-9]$/.test(event.key)) {
      const act = actsFor(this.view)[Number(event.key) - 1];
      if (act) this.draft = { ...this.draft, act };
    } else return;
    event.preventDefault();
  };

  private move(by: number): void {
    const rows = this.rows ?? [];
    const at = rows.findIndex(r => r.id === this.chosen);
    const next = rows[at < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, at + by))];
    if (next) this.choose(next.id);
  }

  private help(): void {
    this.renderRoot.querySelector('dialog')?.showModal();
  }

  protected override render(): TemplateResult {
    const { t } = this.tongue;
    if (this.signedOut) return html`<main class="one">${empty(t('signIn'), t('signInHelp'))}</main>`;
    return html`<header>
        <h1>Parley</h1>
        <nav aria-label=${t('sections')}>${sections.map(
          name =>
            html`<button type="button" aria-current=${name === this.section ? 'page' : nothing} @click=${() => this.go(name)}>${t(name === 'quality' ? 'qualityPage' : name)}</button>`,
        )}</nav>
        <button class="button" type="button" @click=${this.help}>${t('keys')} <kbd>?</kbd></button>
      </header>
      ${this.content()}
      <div class="hidden" role="status">${this.said}</div>
      ${this.keySheet()}`;
  }

  private content(): TemplateResult {
    const { t } = this.tongue;
    if (this.section === 'queue') return this.queue();
    if (this.section === 'policy')
      return html`<main class="one"><parley-policy .tongue=${this.tongue} .call=${<T>(method: string, path: string, body?: unknown) => this.call<T>(method, path, body)} .mayEdit=${this.acting === 'moderator'} @ask-access=${this.askAccess}></parley-policy></main>`;
    if (this.section === 'told')
      return html`<main class="one"><parley-console-notices .tongue=${this.tongue} .token=${this.token ?? ''}></parley-console-notices></main>`;
    const page =
      this.section === 'grants'
        ? this.mayRead
          ? grantsView(this.tongue, this.grants, this.reading, this.token ?? '', this.wrong, {
              ask: (conversation, purpose, reason) =>
                void this.changeGrants('POST', '/v1/grants', { conversation, purpose, reason }),
              end: grant => void this.changeGrants('DELETE', `/v1/grants/${grant.id}`),
              decide: (grant, given) =>
                void this.changeGrants(given ? 'PUT' : 'DELETE', `/v1/grants/${grant.id}/approval`),
              read: grant => void this.read(grant),
            })
          : empty(t('grants'), t('mayNotRead'))
        : this.section === 'people'
          ? peopleView(this.tongue, this.found, this.standing, this.mayRead, this.wrong, {
              find: q => void this.find(q),
              read: who => void this.try(() => this.loadStanding(who)),
              end: (sanction, facts) => void this.endSanction(sanction, facts),
            })
          : this.section === 'quality'
            ? this.acting === 'analyst'
              ? qualityView(
                  this.tongue,
                  this.figures,
                  this.wrong,
                  (from, to) => void this.try(() => this.loadQuality(from, to)),
                )
              : empty(t('qualityPage'), t('qualityNotYours'))
            : this.section === 'audit'
              ? auditView(
                  this.tongue,
                  this.entries,
                  this.entriesCursor !== null,
                  () => void this.try(() => this.loadAudit(this.entriesCursor)),
                )
              : systemView(this.tongue, this.health);
    return html`<main class="one">${page}</main>`;
  }

  private queue(): TemplateResult {
    const { t } = this.tongue;
    if (!this.rows)
      return html`<main class="one"><p class="empty" role="status">${this.wrong || t('loading')}</p></main>`;
    const row = this.row;
    if (!this.rows.length && !row)
      return html`<main class="one">${empty(t('emptyQueue'), t('emptyQueueHelp'))}</main>`;
    return html`<main class=${row ? 'chosen' : ''}>
      ${queueView(
        this.tongue,
        this.rows,
        this.chosen,
        this.cursor !== null,
        id => this.choose(id),
        () => void this.try(() => this.loadMore()),
      )}
      ${
        row
          ? caseView(this.tongue, row, this.view, this.draft, this.mayRead, this.token ?? '', this.wrong, {
              claim: () => void this.claim(),
              letGo: () => void this.letGo(),
              back: () => this.choose(null),
              change: part => {
                this.draft = { ...this.draft, ...part };
              },
              decide: () => void this.decide(),
              name: (person, conversation) => void this.name(person, conversation),
            })
          : html`<div class="case">${empty(t('choose'), t('chooseHelp'))}</div>`
      }
    </main>`;
  }

  private changeGrants(method: string, path: string, body?: unknown): Promise<void> {
    return this.try(async () => {
      await this.call(method, path, body);
      await this.load();
    });
  }

  /** The request for access to a conversation, filled in but for the reason. */
  private readonly askAccess = async (event: CustomEvent<string>): Promise<void> => {
    this.go('grants');
    await this.updateComplete;
    const form = this.renderRoot.querySelector('form');
    if (!form) return;
    (form.elements.namedItem('conversation') as HTMLInputElement).value = event.detail;
    (form.elements.namedItem('purpose') as HTMLSelectElement).value = 'quality';
    (form.elements.namedItem('reason') as HTMLInputElement).focus();
  };

  private read(grant: GrantView): Promise<void> {
    return this.try(async () => {
      const page = await this.call<{ items: Message[] }>('GET', `/v1/grants/${grant.id}/messages`);
      this.reading = { id: grant.id, messages: page.items };
    });
  }

  private keySheet(): TemplateResult {
    const { t } = this.tongue;
    return html`<dialog aria-labelledby="keys-title">
      <h2 id="keys-title">${t('keys')}</h2>
      <dl>
        <dt><kbd>J</kbd> <kbd>K</kbd></dt><dd>${t('keyMove')}</dd>
        <dt><kbd>C</kbd></dt><dd>${t('keyClaim')}</dd>
        <dt><kbd>1</kbd>–<kbd>9</kbd></dt><dd>${t('keyActs')}</dd>
        <dt><kbd>?</kbd></dt><dd>${t('keyHelp')}</dd>
      </dl>
      <form method="dialog"><button class="button" type="submit">${t('close')}</button></form>
    </dialog>`;
  }
}
