import { html, nothing, type TemplateResult } from 'lit';
import { heldCadence, presses } from '../../kit/notices/cadence';
import type { Channel, ChoiceView, NoticeKind, NoticePreferencesView } from '../../kit/notices/wire';
import { cadenceText, type NoticesTongue } from '../../kit/notices/words';
import { icon } from '../icons';
import { noticeIcon } from './icons';

export interface GridLook {
  words: NoticesTongue;
  view: NoticePreferencesView;
  /** Opens the choice of a cadence at its button. */
  choose(choice: ChoiceView, button: HTMLElement): void;
}

/** What one hears of, by which way and when: a table where there is room, else a card for each kind. */
export function grid(look: GridLook): TemplateResult {
  const { words, view } = look;
  const { t } = words;
  const channels = view.channels.filter(({ configured }) => configured).map(({ channel }) => channel);
  return html`<div class="grid" role="table" aria-label=${t('what')} style="--channels: ${channels.length}">
    <div class="grid-row head" role="row">
      <span role="columnheader">${t('kind')}</span>
      ${channels.map(channel => html`<span role="columnheader">${noticeIcon(channel)}${t(channel)}</span>`)}
    </div>
    ${view.kinds.map(kind => kindRow(look, kind, channels))}
  </div>`;
}

function kindRow(look: GridLook, kind: NoticeKind, channels: Channel[]): TemplateResult {
  const { t } = look.words;
  const choices = channels.map(channel =>
    look.view.choices.find(c => c.kind === kind && c.channel === channel),
  );
  const hint = kind === 'essential' ? t('essentialHint') : presses(kind) ? t('pressingHint') : '';
  return html`<div class="grid-row" role="row">
    <span class="grid-kind" role="rowheader">${t(kind)}
      ${hint ? html`<small>${hint}</small>` : nothing}
      ${choices.some(choice => choice?.by === 'locked') ? html`<small class="why-locked">${icon('lock')}<span>${t('locked')}</span></small>` : nothing}
    </span>
    ${choices.map((choice, i) => html`<span class="grid-cell" role="cell">${choice ? cell(look, choice, channels[i] ?? 'mail') : nothing}</span>`)}
  </div>`;
}

function cell({ words, choose }: GridLook, choice: ChoiceView, channel: Channel): TemplateResult {
  const { t } = words;
  const cadence = cadenceText(words, heldCadence(choice));
  const said = { kind: t(choice.kind), channel: t(channel), cadence };
  const name = html`<span class="cell-channel" aria-hidden="true">${noticeIcon(channel)}${t(channel)}</span>`;
  if (choice.by === 'locked')
    return html`${name}<span class="cadence locked">${icon('lock')}${cadence}</span>`;
  return html`${name}<button class="cadence ${choice.by === 'own' ? 'own' : ''} ${choice.cadence === 'off' ? 'is-off' : ''}" type="button" aria-haspopup="dialog"
    data-cell="${choice.kind} ${channel}" aria-label=${t('choose', said)} title=${choice.by === 'own' ? t('own') : nothing}
    @click=${(event: Event) => choose(choice, event.currentTarget as HTMLElement)}><span>${cadence}</span>${icon('chevron')}</button>`;
}

/** Ways that are set up and do not reach this person, with why. */
export function reaches(words: NoticesTongue, view: NoticePreferencesView): TemplateResult | typeof nothing {
  const { t } = words;
  const lacking = view.channels.filter(({ configured, reach }) => configured && reach !== 'yes');
  if (lacking.length === 0) return nothing;
  return html`<ul class="reaches" role="list">${lacking.map(
    ({ channel, reach }) =>
      html`<li>${noticeIcon(channel)}<span><strong>${t(channel)}</strong> ${reach === 'address-off' ? t('off-address') : t(`none-${channel}`)}</span></li>`,
  )}</ul>`;
}
