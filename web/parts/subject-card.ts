import { html, nothing, type TemplateResult } from 'lit';
import type { Tongue } from '../kit/i18n';
import type { SubjectCard } from '../kit/wire';
import type { Key } from '../kit/words/en';
import { hide } from './avatar';
import { icon } from './icons';
import { safeUrl } from './safe-url';
import { stateText, stateTone } from './system-line';

const openKeys: Record<SubjectCard['kind'], Key> = {
  listing: 'openListing',
  order: 'openOrder',
  booking: 'openBooking',
  request: 'openRequest',
};

/** The subject in one line, above the messages: picture, title, amount, state. */
export function subjectStrip(tongue: Tongue, subject: SubjectCard): TemplateResult {
  const url = subject.gone ? null : safeUrl(subject.url);
  const inside = html`${picture(subject, 'thumb')}
    <span class="strip-words">
      <span class="strip-title" dir="auto">${subject.title}</span>
      <span class="soft">${kindText(tongue, subject)}${subject.amount ? html` · ${tongue.money(subject.amount)}` : nothing}</span>
    </span>
    ${stateChip(tongue, subject)}`;
  return url
    ? html`<a class="strip" part="subject-strip" href=${url} target="_blank" rel="noopener">${inside}</a>`
    : html`<div class="strip" part="subject-strip">${inside}</div>`;
}

/** The whole card: what it is, what it costs, how it stands, when. */
export function subjectCard(tongue: Tongue, subject: SubjectCard): TemplateResult {
  const { t, when } = tongue;
  const url = subject.gone ? null : safeUrl(subject.url);
  return html`<section class="card" part="subject-card" aria-label=${t(subject.kind)}>
    ${picture(subject, 'card-image')}
    <div class="card-body">
      <p class="card-kind"><span>${kindText(tongue, subject)}</span>${stateChip(tongue, subject)}</p>
      <h3 dir="auto">${subject.title}</h3>
      ${subject.kind === 'listing' && subject.amount ? html`<p class="price">${tongue.money(subject.amount)}</p>` : nothing}
      ${subject.items.length > 0 ? items(tongue, subject) : nothing}
      ${
        subject.dates.length > 0
          ? html`<dl class="facts">
              ${subject.dates.map(date => html`<div><dt dir="auto">${date.label}</dt><dd><time datetime=${date.at} title=${when.exact(date.at)}>${when.calendar(date.at)}</time></dd></div>`)}
            </dl>`
          : nothing
      }
      ${url ? html`<a class="button wide" href=${url} target="_blank" rel="noopener">${t(openKeys[subject.kind])}</a>` : nothing}
    </div>
  </section>`;
}

/** "Order NK-2124": people name orders and bookings by their number. */
function kindText({ t }: Tongue, { kind, id }: SubjectCard): TemplateResult | string {
  const numbered = (kind === 'order' || kind === 'booking') && id.length <= 24;
  return numbered ? html`${t(kind)} <bdi class="number">${id}</bdi>` : t(kind);
}

function items(tongue: Tongue, subject: SubjectCard): TemplateResult {
  const { t } = tongue;
  return html`<ul class="items" aria-label=${t('items')}>
      ${subject.items.map(
        item => html`<li>
          ${safeUrl(item.imageUrl) ? html`<img src=${safeUrl(item.imageUrl) ?? ''} alt="" loading="lazy" @error=${hide} />` : nothing}
          <span dir="auto">${item.title}</span>
          <span class="soft">${t('quantity', { n: item.quantity })}</span>
          <span>${item.amount ? tongue.money(item.amount) : nothing}</span>
        </li>`,
      )}
    </ul>
    ${subject.amount ? html`<p class="total"><span>${t('total')}</span><strong>${tongue.money(subject.amount)}</strong></p>` : nothing}`;
}

function picture(subject: SubjectCard, className: string): TemplateResult | typeof nothing {
  const url = safeUrl(subject.imageUrl);
  if (url) return html`<img class=${className} src=${url} alt="" loading="lazy" @error=${hide} />`;
  return className === 'thumb' ? html`<span class="thumb blank">${icon('tag')}</span>` : nothing;
}

function stateChip(tongue: Tongue, { gone, state }: SubjectCard): TemplateResult | typeof nothing {
  if (gone) return html`<span class="chip off">${tongue.t('gone')}</span>`;
  return state ? html`<span class="chip ${stateTone(state)}">${stateText(tongue, state)}</span>` : nothing;
}
