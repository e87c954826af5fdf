import { html, type TemplateResult } from 'lit';
import type { SafetyTongue } from '../../kit/safety/words';

/** How far somebody is who takes no more messages of the other side: it is offered, asked after, done. */
export type BlockStep = 'offer' | 'ask' | 'done';

const means = ['blockNeither', 'blockOrders', 'blockSeen', 'blockUndo'] as const;

/** In the report's dialog, with a report or without one: says first what it means. `go` leads to another step. */
export function blockSection(
  { t }: SafetyTongue,
  name: string,
  step: BlockStep,
  busy: boolean,
  go: (to: BlockStep) => void,
): TemplateResult {
  const button = (text: string, to: BlockStep) =>
    html`<button class="button" type="button" ?disabled=${busy} @click=${() => go(to)}>${text}</button>`;
  const block = t('block', { name });
  return html`<section class="report-after block-section">
    <h3>${t('blockTitle', { name })}</h3>
    ${
      step === 'offer'
        ? button(block, 'ask')
        : step === 'ask'
          ? html`<ul tabindex="-1">${means.map(one => html`<li>${t(one, { name })}</li>`)}</ul>
            <div class="report-buttons">${button(t('cancel'), 'offer')}${button(block, 'done')}</div>`
          : html`<p role="status" tabindex="-1">${t('blocked', { name })}</p>${button(t('unblock'), 'offer')}`
    }
  </section>`;
}
