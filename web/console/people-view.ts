import { html, nothing, type TemplateResult } from 'lit';
import { empty } from './queue-view';
import type { ConsoleTongue } from './tongue';
import type { PersonFound, SanctionRow, Standing } from './wire';

export interface PeopleDoing {
  find: (q: string) => void;
  read: (found: PersonFound) => void;
  end: (sanction: SanctionRow, facts: string) => void;
}

/** Whom somebody looks up, and how they stand: numbers, decisions, sanctions. */
export function peopleView(
  tongue: ConsoleTongue,
  found: readonly PersonFound[] | null,
  standing: Standing | null,
  mayEnd: boolean,
  wrong: string,
  doing: PeopleDoing,
): TemplateResult {
  const { t } = tongue;
  const submit = (event: Event) => {
    event.preventDefault();
    doing.find(String(new FormData(event.target as HTMLFormElement).get('q') ?? '').trim());
  };
  return html`<section class="page"><h2>${t('people')}</h2><p class="note">${t('peopleHelp')}</p>
    <form role="search" @submit=${submit} novalidate>
      <label class="field">${t('findPeople')}<input name="q" dir="ltr" autocomplete="off" maxlength="254" required></label>
      ${wrong ? html`<p class="wrong" role="alert">${wrong}</p>` : nothing}
      <div class="buttons"><button class="button main" type="submit">${t('find')}</button></div>
    </form>
    ${found === null ? (standing ? nothing : empty(t('emptyPeople'), t('emptyPeopleHelp'))) : nothing}
    ${found?.length === 0 ? html`<p class="note" role="status">${t('nobodyFound')}</p>` : nothing}
    ${
      found?.length
        ? html`<ul>${found.map(
            it =>
              html`<li><button class="button" type="button" @click=${() => doing.read(it)}>${t(it.party)} <bdi>${it.name}</bdi> · <bdi dir="ltr">${it.id}</bdi>${it.left ? ` · ${t('left')}` : ''}</button></li>`,
          )}</ul>`
        : nothing
    }
    ${standing ? standingView(tongue, standing, mayEnd, doing) : nothing}
  </section>`;
}

function standingView(
  tongue: ConsoleTongue,
  it: Standing,
  mayEnd: boolean,
  doing: PeopleDoing,
): TemplateResult {
  const { t } = tongue;
  return html`<article aria-labelledby="standing-title">
    <h3 id="standing-title" tabindex="-1">${t(it.party)} <bdi>${it.name}</bdi>${it.left ? ` · ${t('left')}` : ''}</h3>
    <p class="soft"><code dir="ltr">${it.id}</code>${it.works.length ? html` · ${t(it.party === 'person' ? 'worksFor' : 'itsPeople')}: <bdi dir="ltr">${it.works.join(', ')}</bdi>` : nothing}</p>
    <table><tbody>
      <tr><th scope="row">${t('threads')}</th><td>${it.threads}</td></tr>
      <tr><th scope="row">${t('reportsMade')}</th><td>${t('ofWhichActed', { n: it.reportsMade, acted: it.reportsUpheld })}</td></tr>
      <tr><th scope="row">${t('reportsReceived')}</th><td>${it.reportsReceived}</td></tr>
      ${it.flags.map(flag => html`<tr><th scope="row">${tongue.word(flag.kind)}</th><td>${flag.count} · ${tongue.when.calendar(flag.last)}</td></tr>`)}
    </tbody></table>
    <h3>${t('sanctions')}</h3>
    ${it.sanctions.length ? it.sanctions.map(s => sanctionView(tongue, s, mayEnd, doing)) : html`<p class="note">${t('noSanctions')}</p>`}
    <h3>${t('before')}</h3>
    ${
      it.decisions.length
        ? html`<ul>${it.decisions.map(d => html`<li>${tongue.when.exact(d.at)} · ${tongue.word(d.act)} · <span dir="auto">${d.reference}</span> · <bdi>${d.decidedBy}</bdi>${d.upheld === false ? ` · ${t('reverse')}` : ''}</li>`)}</ul>`
        : html`<p class="note">${t('noBefore')}</p>`
    }
  </article>`;
}

function sanctionView(
  tongue: ConsoleTongue,
  it: SanctionRow,
  mayEnd: boolean,
  doing: PeopleDoing,
): TemplateResult {
  const { t } = tongue;
  const submit = (event: Event) => {
    event.preventDefault();
    doing.end(it, String(new FormData(event.target as HTMLFormElement).get('facts') ?? ''));
  };
  return html`<p><b>${tongue.word(it.kind)}</b>${it.with ? html` · <bdi dir="ltr">${it.with}</bdi>` : nothing} · ${it.until ? t('given', { when: tongue.when.exact(it.until) }) : t('forGood')} · <span dir="auto">${it.reference}</span></p>
    ${
      mayEnd
        ? html`<details data-sanction=${it.id}><summary>${t('endEarly')}</summary>
            <form @submit=${submit} novalidate>
              <label class="field">${t('endWhy')}<textarea name="facts" rows="3" dir="auto" maxlength="2000" required></textarea></label>
              <div class="buttons"><button class="button main" type="submit">${t('endAndTell')}</button></div>
            </form></details>`
        : nothing
    }`;
}
