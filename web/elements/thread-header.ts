import { html, nothing, type TemplateResult } from 'lit';
import type { Tongue } from '../kit/i18n';
import { seen } from '../kit/presence';
import type { Reach } from '../kit/reach';
import type { Contact, ConversationRow } from '../kit/wire';
import { avatar } from '../parts/avatar';
import { answerTimeText, presenceText, roleText } from '../parts/context-column';
import { icon } from '../parts/icons';
import { threadIcon } from '../parts/thread-icons';

/** Back to the list, or out of the panel. */
export interface WayOut {
  label: string;
  icon: 'back' | 'close';
  act(): void;
}

interface HeaderLook {
  tongue: Tongue;
  row: ConversationRow | undefined;
  contact: Contact | null;
  leave: WayOut | null;
  details: (() => void) | null;
  /** Shows the thread's files. */
  gallery?: (() => void) | null;
  /** Opens what is chosen for this thread. */
  bell?: ((anchor: HTMLElement) => void) | null;
  /** Could not be loaded: no name will come. */
  lost?: boolean;
  reach: Reach;
  /** Who else of the team is here. */
  here?: TemplateResult | typeof nothing | undefined;
}

/** With whom one talks, and the ways out and into the details. */
export function threadHeader(look: HeaderLook): TemplateResult {
  const { tongue, contact, leave, details, lost } = look;
  const row = look.row && seen(look.row, look.reach);
  const who = row?.with ?? contact?.vendor;
  const state = row ? presenceText(tongue, row) || roleText(tongue, row) : '';
  const under = state || (contact ? answerTimeText(tongue, contact.vendor.answerTime) : '');
  const way = leave
    ? html`<button class="icon-button leave ${leave.icon}" type="button" aria-label=${leave.label} title=${leave.label} @click=${leave.act}>${icon(leave.icon)}</button>`
    : nothing;
  return html`<header class="thread-head ${lost ? 'lost' : ''}" part="header">
    ${leave?.icon === 'back' ? way : nothing}
    ${who ? avatar(who, '', row?.with.online ?? false) : lost ? nothing : html`<span class="avatar bone"></span>`}
    <div class="thread-who">
      ${who ? html`<h2><bdi>${who.name}</bdi></h2>` : lost ? nothing : html`<h2><i class="bone w40"></i></h2>`}
      <p class="soft">${under || html`&nbsp;`}</p>
    </div>
    ${look.here ?? nothing}
    ${look.gallery ? html`<button class="icon-button gallery-button" type="button" aria-label=${tongue.t('filesAndLinks')} title=${tongue.t('filesAndLinks')} @click=${look.gallery}>${threadIcon('pictures')}</button>` : nothing}
    ${look.bell ? html`<button class="icon-button bell-button" type="button" aria-haspopup="menu" aria-expanded="false" aria-label=${tongue.t('bell')} title=${tongue.t('bell')} @click=${(event: Event) => look.bell?.(event.currentTarget as HTMLElement)}>${threadIcon('bell')}</button>` : nothing}
    ${details ? html`<button class="icon-button details-button" type="button" aria-label=${tongue.t('details')} title=${tongue.t('details')} @click=${details}>${icon('info')}</button>` : nothing}
    ${leave?.icon === 'close' ? way : nothing}
  </header>`;
}
