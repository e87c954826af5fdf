import { html, nothing, type TemplateResult } from 'lit';
import { isInReview } from '../../kit/safety/held';
import type { OwnHeld } from '../../kit/safety/wire';
import type { SafetyTongue } from '../../kit/safety/words';
import { icon } from '../icons';
import { messageText } from '../message-text';

export interface HeldLook {
  words: SafetyTongue;
  /** Who does not see it yet. */
  name: string;
  rewrite(held: OwnHeld): void;
  /** Null where it cannot be contested, or not here. */
  contest: TemplateResult | null;
}

/** A message of one's own that is in review, or was not let through: at its place, and nobody else sees it. */
export function heldCard(held: OwnHeld, { words, name, rewrite, contest }: HeldLook): TemplateResult {
  const { t, main } = words;
  const reviewed = isInReview(held);
  return html`<div class="group own"><div class="group-body">
    <div class="message" role="article" tabindex="-1" data-key="held ${held.clientMessageId}">
      <span class="hidden">${main.t('you')}, ${main.when.time(held.at)}, ${t(reviewed ? 'held' : 'heldRefused')}: </span>
      <div class="bubble ${reviewed ? 'held' : 'failed'}" part="bubble own"><span class="text" dir="auto">${messageText(held.text)}</span></div>
      <div class="held-note">
        <p><strong>${icon(reviewed ? 'clock' : 'warn')}${t(reviewed ? 'held' : 'heldRefused')}</strong> ${t(reviewed ? 'heldAbout' : 'heldRefusedAbout', { name })}</p>
        ${held.reasons ? html`<p>${t('heldWhy')}: <span dir="auto">${held.reasons}</span></p>` : nothing}
        ${reviewed ? nothing : html`<p><button class="link" type="button" @click=${() => rewrite(held)}>${t('heldEdit')}</button></p>${contest ?? nothing}`}
      </div>
    </div>
    <p class="meta"><time datetime=${held.at}>${main.when.time(held.at)}</time></p>
  </div></div>`;
}
