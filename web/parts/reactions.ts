import { html, nothing, type TemplateResult } from 'lit';
import type { Tongue } from '../kit/i18n';
import type { Party, Reaction, ReactionTally } from '../kit/wire';

export const reactionSigns: Record<Reaction, string> = {
  like: '👍',
  love: '❤️',
  laugh: '😂',
  wow: '😮',
  sad: '😢',
  thanks: '🙏',
};

export const reactionNames = Object.keys(reactionSigns) as Reaction[];

/** The reactions a message has; pressing one adds or takes back one's own. */
export function reactionChips(
  { t }: Tongue,
  tallies: ReactionTally[],
  own: Party,
  toggle: (reaction: Reaction, on: boolean) => void,
): TemplateResult | typeof nothing {
  const given = tallies.filter(tally => tally.by.length > 0);
  if (given.length === 0) return nothing;
  return html`<span class="reactions" part="reactions">
    ${given.map(({ reaction, by }) => {
      const mine = by.some(({ party }) => party === own);
      const label = t('reactedBy', { reaction: t(reaction), names: by.map(({ name }) => name).join(', ') });
      return html`<button type="button" class=${mine ? 'mine' : ''} aria-pressed=${mine} aria-label=${label} title=${label}
        @click=${() => toggle(reaction, !mine)}><span aria-hidden="true">${reactionSigns[reaction]}${by.length > 1 ? html`<b>${by.length}</b>` : nothing}</span></button>`;
    })}
  </span>`;
}

/** The six reactions to choose from. */
export function reactionChoice({ t }: Tongue, choose: (reaction: Reaction) => void): TemplateResult {
  return html`${reactionNames.map(
    name =>
      html`<button type="button" class="tool sign" aria-label=${t(name)} title=${t(name)} @click=${() => choose(name)}>
        <span aria-hidden="true">${reactionSigns[name]}</span>
      </button>`,
  )}`;
}
