import { html, nothing, type TemplateResult } from 'lit';
import type { Tongue } from '../kit/i18n';
import type { Message } from '../kit/wire';
import type { MessageActions } from './bubble';
import { reactionChoice } from './reactions';
import { type ThreadIcon, threadIcon } from './thread-icons';

export interface ToolsLook {
  tongue: Tongue;
  canWrite: boolean;
  canChange: boolean;
  /** Written by the other side: it can be reported. */
  incoming: boolean;
  /** The six reactions are shown in place of the tools. */
  choosing: boolean;
  actions: MessageActions;
  choose(on: boolean): void;
}

/** The tools of one message: react, reply, copy, and for one's own fresh ones edit and unsend. */
export function messageTools(message: Message, look: ToolsLook): TemplateResult | typeof nothing {
  if (message.unsentAt || message.erased || message.text === null) return nothing;
  const { tongue, actions } = look;
  const { t } = tongue;
  const tool = (name: ThreadIcon, label: string, act: () => void, className = '') =>
    html`<button type="button" class="tool ${className}" aria-label=${label} title=${label} @click=${act}>${threadIcon(name)}</button>`;
  return html`<div class="tools" part="tools" role="toolbar" aria-label=${t('actions')}>
    ${
      look.choosing
        ? reactionChoice(tongue, reaction => {
            actions.react(message, reaction, true);
            look.choose(false);
          })
        : html`
            ${look.canWrite ? tool('smile', t('react'), () => look.choose(true), 'react') : nothing}
            ${look.canWrite ? tool('reply', t('reply'), () => actions.reply(message)) : nothing}
            ${message.text ? tool('copy', t('copy'), () => actions.copy(message)) : nothing}
            ${message.text && look.canChange && look.canWrite ? tool('edit', t('edit'), () => actions.edit(message)) : nothing}
            ${look.canChange ? tool('unsend', t('unsend'), () => actions.unsend(message), 'danger') : nothing}
            ${look.incoming ? tool('flag', t('report'), () => actions.report(message)) : nothing}
          `
    }
  </div>`;
}
