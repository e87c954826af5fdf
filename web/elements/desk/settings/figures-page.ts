import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { askForPage } from '../../../kit/desk/pages';
import { Whose } from '../../../kit/desk/settings/deeds';
import {
  columns,
  FigureBook,
  type FiguresView,
  filters,
  type Tally,
} from '../../../kit/desk/settings/figures';
import { Refusal } from '../../../kit/problem';
import type { SettingsKey } from '../../../kit/words/settings-en';
import { answerTimeText } from '../../../parts/context-column';
import { dayChart } from '../../../parts/desk/settings/chart';
import { glyph } from '../../../parts/desk/settings/glyphs';
import { obligationItem } from '../../../parts/desk/settings/obligation-item';
import { pageBones } from '../../../parts/desk/settings/page-bones';
import { failed } from '../../failed';
import { SettingsPage } from './settings-page';

const spans = [30, 90, 365] as const;
const filterKeys: Record<(typeof filters)[number], SettingsKey> = {
  all: 'filterAll',
  missed: 'tooLate',
  within: 'inTime',
  'left-out': 'leftOut',
  contested: 'filterContested',
};

/** How soon a vendor answers: figures, their days and people, and every answer owed with its proof. */
@customElement('parley-desk-figures')
export class FiguresPage extends SettingsPage {
  @state() private opened: string | null = null;
  @state() private contesting = false;
  @state() private flaw = '';
  @state() private asTable = false;
  private book!: FigureBook;
  private whose!: Whose;

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('session')) {
      this.book = new FigureBook(this.session);
      this.whose = new Whose(this.session);
    }
    const { book, rights, whose } = this;
    this.watch.these(book.changed, rights.changed, whose.changed);
    if (book.state === 'new') void book.load();
  }

  protected override render(): TemplateResult {
    const { words, book } = this;
    const { t } = words;
    const { figures } = book;
    if (book.state === 'failed' && !figures) return failed(this.tongue, book.trouble, () => void book.load());
    if (!figures) return pageBones(t('loading'));
    return html`<header class="page-title with-switch"><div><h2>${t('figures')}</h2><p>${t('figuresIntro')}</p></div>
        <div class="picks" role="group" aria-label=${t('span')}>${spans.map(days => html`<button class="pick" type="button" aria-pressed=${String(days === book.days)} @click=${() => void book.load(days)}>${t('lastDays', { n: days })}</button>`)}</div></header>
      ${this.tiles(figures)} ${this.resolved(figures)} ${this.buyersSee()} ${this.perDay(figures)} ${this.perAgent(figures)} ${this.ledger()}
      ${this.telling.render()}`;
  }

  private readonly time = (seconds: number | null): string =>
    seconds === null ? '–' : this.words.length(seconds);

  private readonly tile = (name: string, value: string, hint: string): TemplateResult =>
    html`<div class="tile"><dt>${name}</dt><dd><strong>${value}</strong><span class="hint">${hint}</span></dd></div>`;

  private tiles({
    rate,
    new: fresh,
    all,
    overdue,
    firstAnswers,
    targetFirstSeconds,
  }: FiguresView): TemplateResult {
    const { words, time, tile } = this;
    const { t } = words;
    const owed = { within: all.within, of: all.within + all.missed + overdue };
    const rated = [t('rateHint', owed), overdue > 0 ? `${t('resolvedLate')}: ${overdue}` : ''];
    return html`<dl class="tiles">
      ${tile(t('rate'), rate === null ? (fresh ? t('isNew') : '–') : words.percent(rate), rate === null ? t('newHint', { n: owed.of }) : rated.filter(Boolean).join('; '))}
      ${tile(t('median'), time(firstAnswers.medianSeconds), t('medianHint', { n: firstAnswers.count }))}
      ${tile(t('ninetieth'), time(firstAnswers.p90Seconds), t('ninetiethHint'))}
      ${tile(t('target'), time(targetFirstSeconds), t('targetHint', { n: all.leftOut }))}
    </dl>`;
  }

  /** How soon conversations are done with. */
  private resolved({ resolutions, targetResolutionDays }: FiguresView): TemplateResult | typeof nothing {
    if (!resolutions) return nothing;
    const { words, time, tile } = this;
    const { t } = words;
    const { rate, all, overdue, times } = resolutions;
    const of = all.within + all.missed + overdue;
    return html`<section class="block" aria-label=${t('resolved')}><header><h3>${t('resolved')}</h3><p class="hint">${t('resolvedHint', { n: targetResolutionDays })}</p></header><dl class="tiles">
      ${tile(t('rate'), rate === null ? '–' : words.percent(rate), t('resolvedOf', { within: all.within, of }))}
      ${tile(t('resolvedMedian'), time(times.medianSeconds), t('ninetiethIs', { time: time(times.p90Seconds) }))}
      ${tile(t('resolvedLate'), String(overdue), '')}
    </dl></section>`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.widths.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.widths.disconnect();
  }

  /** The chart has fewer columns where there is less room. */
  private readonly widths = new ResizeObserver(() => this.requestUpdate());

  private buyersSee(): TemplateResult | typeof nothing {
    const { book, words } = this;
    if (!book.answerTime) return nothing;
    return html`<section class="block row-block" aria-label=${words.t('buyersSee')}><div><h3>${words.t('buyersSee')}</h3><p class="hint">${words.t('buyersSeeHint')}</p></div><p class="as-seen" dir="auto">${answerTimeText(this.tongue, book.answerTime)}</p></section>`;
  }

  private perDay({ days, from, to }: FiguresView): TemplateResult {
    const { words, asTable } = this;
    const { t } = words;
    const narrow = this.clientWidth < 640;
    const all = columns(days, from, to, narrow ? 31 : 92);
    return html`<section class="block" aria-label=${t('perDay')}>
      <header class="with-switch"><h3>${t('perDay')}</h3><div class="block-tools">
        <button class="tiny" type="button" aria-pressed=${String(asTable)} @click=${() => {
          this.asTable = !asTable;
        }}>${t(asTable ? 'asChart' : 'asTable')}</button>
        <button class="tiny" type="button" @click=${() => void this.download()}>${glyph('download')}<span>CSV</span></button></div></header>
      ${
        days.length === 0
          ? html`<p class="teach">${t('noFigures')}</p>`
          : asTable
            ? html`<div class="table-box" tabindex="0" role="region" aria-label=${t('perDay')}><table><thead><tr><th scope="col">${t('oneDay')}</th><th scope="col">${t('inTime')}</th><th scope="col">${t('tooLate')}</th><th scope="col">${t('leftOut')}</th></tr></thead><tbody>
            ${[...days].reverse().map(({ day, tally }) => html`<tr><th scope="row">${words.date(day, true)}</th>${this.cells(tally)}</tr>`)}</tbody></table></div>`
            : html`${dayChart(all, words, narrow ? 340 : 760)}<p class="legend soft"><span><i class="ran"></i>${t('inTime')}</span><span><i class="late"></i>${t('tooLate')}</span></p>`
      }
    </section>`;
  }

  private cells({ within, missed, leftOut }: Tally): TemplateResult {
    return html`<td>${within}</td><td>${missed}</td><td>${leftOut}</td>`;
  }

  private perAgent({ agents }: FiguresView): TemplateResult | typeof nothing {
    const { words } = this;
    const { t } = words;
    if (agents.length === 0) return nothing;
    return html`<section class="block" aria-label=${t('perAgent')}><header><h3>${t('perAgent')}</h3></header>
      <div class="table-box"><table><thead><tr><th scope="col">${t('agent')}</th><th scope="col">${t('inTime')}</th><th scope="col">${t('tooLate')}</th><th scope="col">${t('leftOut')}</th><th scope="col">${t('mean')}</th></tr></thead><tbody>
      ${agents.map(({ agent, tally }) => html`<tr><th scope="row"><bdi>${agent.name || agent.id}</bdi></th>${this.cells(tally)}<td>${tally.meanSeconds === null ? '–' : words.length(tally.meanSeconds)}</td></tr>`)}
      </tbody></table></div></section>`;
  }

  private ledger(): TemplateResult {
    const { words, book } = this;
    const { t } = words;
    return html`<section class="block" aria-label=${t('ledger')}>
      <header><h3>${t('ledger')}</h3><p class="hint">${t('ledgerHint')}</p></header>
      <div class="picks" role="group" aria-label=${t('filterBy')}>${filters.map(filter => html`<button class="pick" type="button" aria-pressed=${String(filter === book.filter)} @click=${() => void book.list(filter)}>${t(filterKeys[filter])}</button>`)}</div>
      ${book.obligations.length === 0 && !book.listing ? html`<p class="teach">${t(book.filter === 'all' ? 'ledgerEmpty' : 'ledgerNone')}</p>` : nothing}
      <ul role="list" class="owed">${book.obligations.map(one =>
        obligationItem(one, {
          words,
          who: this.whose.name(one.conversationId),
          entry: book.entries.get(one.id) ?? null,
          open: this.opened === one.id,
          may: this.rights.writes,
          contesting: this.contesting,
          flaw: this.flaw,
          turn: () => this.turn(one.id),
          begin: () => {
            this.contesting = true;
            void this.updateComplete.then(() => this.querySelector<HTMLElement>('#contest-reason')?.focus());
          },
          cancel: () => {
            this.contesting = false;
            this.flaw = '';
          },
          contest: reason => void this.contest(one.id, reason),
          openThread: () => askForPage(this, 'inbox', one.conversationId),
        }),
      )}</ul>
      ${book.more ? html`<button class="button add" type="button" @click=${() => void book.list(book.filter, true)}>${t('more')}</button>` : nothing}
    </section>`;
  }

  private turn(id: string): void {
    this.contesting = false;
    this.flaw = '';
    this.opened = this.opened === id ? null : id;
    if (this.opened) void this.book.open(id).catch(this.failed);
  }

  private async contest(id: string, reason: string): Promise<void> {
    const { t } = this.words;
    if (!reason) {
      this.flaw = t('contestNeedsReason');
      return;
    }
    try {
      await this.book.contest(id, reason);
      this.contesting = false;
      this.telling.show(t('contestSent'));
    } catch (error) {
      const again = error instanceof Refusal && error.code === 'contested-already';
      this.flaw = again ? t('contestedAlready') : this.say(error);
    }
  }

  private async download(): Promise<void> {
    try {
      const address = URL.createObjectURL(await this.book.file());
      const link = Object.assign(document.createElement('a'), { href: address, download: 'figures.csv' });
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    } catch (error) {
      this.failed(error);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-desk-figures': FiguresPage;
  }
}
