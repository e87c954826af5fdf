import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { empty } from './queue-view';
import { Section } from './section';
import type { ConsoleTongue } from './tongue';
import type { QualityFigures } from './wire';

const lookedBackDays = 30;

/** A day as the server wants it. */
function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

/** The figures of the last month, or of the days that somebody chose. For analysts. */
@customElement('parley-console-quality')
export class ConsoleQuality extends Section {
  @state() private figures: QualityFigures | null = null;

  private get isTheirs(): boolean {
    return this.operator.acting === 'analyst';
  }

  protected override async load(): Promise<void> {
    if (this.isTheirs) await this.ask(daysAgo(lookedBackDays), daysAgo(-1));
  }

  private async ask(from: string, to: string): Promise<void> {
    this.figures = await this.call<QualityFigures>('GET', `/v1/quality?from=${from}&to=${to}`);
  }

  protected override render(): TemplateResult {
    const { t } = this.tongue;
    if (!this.isTheirs) return empty(t('qualityPage'), t('qualityNotYours'));
    const show = (from: string, to: string) => void this.try(() => this.ask(from, to));
    return qualityView(this.tongue, this.figures, this.wrong, show);
  }
}

/** How well is decided: by whom, how fast, and how often others see it otherwise. */
export function qualityView(
  tongue: ConsoleTongue,
  figures: QualityFigures | null,
  wrong: string,
  show: (from: string, to: string) => void,
): TemplateResult {
  const { t } = tongue;
  const submit = (event: Event) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    show(String(form.get('from') ?? ''), String(form.get('to') ?? ''));
  };
  return html`<section class="page"><h2>${t('qualityPage')}</h2><p class="note">${t('qualityHelp')}</p>
    <form @submit=${submit} novalidate>
      <div class="two">
        <label class="field">${t('fromDay')}<input type="date" name="from" .value=${figures?.from.slice(0, 10) ?? ''}></label>
        <label class="field">${t('untilDay')}<input type="date" name="to" .value=${figures?.to.slice(0, 10) ?? ''}></label>
      </div>
      ${wrong ? html`<p class="wrong" role="alert">${wrong}</p>` : nothing}
      <div class="buttons"><button class="button main" type="submit">${t('show')}</button></div>
    </form>
    ${figures === null ? nothing : figures.reviewers.length ? tables(tongue, figures) : empty(t('emptyQuality'), t('emptyQualityHelp'))}
  </section>`;
}

function tables(tongue: ConsoleTongue, it: QualityFigures): TemplateResult {
  const { t } = tongue;
  const percent = new Intl.NumberFormat(tongue.locale, { style: 'percent' });
  const share = (part: number, of: number) =>
    of ? `${part}/${of} (${percent.format(part / of)})` : t('nothingYet');
  const hours = (n: number | null) =>
    n === null ? t('nothingYet') : t('nHours', { n: Math.round(n * 10) / 10 });
  const table = (title: string, heads: readonly string[], rows: readonly (readonly unknown[])[]) =>
    html`<h3>${title}</h3><div class="scroll" tabindex="0" role="region" aria-label=${title}><table>
      <thead><tr>${heads.map(head => html`<th scope="col">${head}</th>`)}</tr></thead>
      <tbody>${rows.map(([name, ...cells]) => html`<tr><th scope="row"><bdi>${name}</bdi></th>${cells.map(cell => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`;
  return html`
    ${table(
      t('byReviewer'),
      [t('who'), t('decided'), t('restricted'), t('agreement'), t('reversals'), t('median'), t('ninety')],
      it.reviewers.map(r => [
        r.reviewer,
        r.cases,
        share(r.restricted, r.cases),
        share(r.agreed, r.opinions),
        share(r.reversed, r.appealsDecided),
        hours(r.taken.median),
        hours(r.taken.p90),
      ]),
    )}
    ${table(
      t('byKind'),
      [t('kind'), t('decided'), t('restricted'), t('agreement'), t('median'), t('ninety')],
      it.kinds.map(k => [
        tongue.word(k.kind),
        k.cases,
        share(k.restricted, k.cases),
        share(k.agreed, k.opinions),
        hours(k.taken.median),
        hours(k.taken.p90),
      ]),
    )}
    <p class="note">${t('opinionsWaiting', { n: it.waiting })}</p>`;
}
