import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { Tongue } from '../../kit/i18n';
import { Unreachable } from '../../kit/problem';
import type { Session } from '../../kit/session';
import type { ConversationRow } from '../../kit/wire';
import { loadSearch } from '../load-desk';
import type { Doing } from './doing';

interface Host extends LitElement {
  session: Session;
  tongue: Tongue;
  chosen: string | null;
  open(row: ConversationRow): void;
  doing: Doing;
}

/** The search in the place of the desk's list. */
export class Seeking {
  on = false;

  constructor(private readonly host: Host) {}

  readonly begin = async (): Promise<void> => {
    this.on = this.on || (await loadSearch());
    if (!this.on) this.host.doing.failed(new Unreachable(null));
    this.host.requestUpdate();
    await this.host.updateComplete;
    this.host.querySelector<HTMLElement>('parley-search')?.focus();
  };

  readonly end = (): void => {
    this.on = false;
    this.host.requestUpdate();
    void this.host.updateComplete.then(() => this.host.focus());
  };

  render(): TemplateResult | typeof nothing {
    const { session, tongue, chosen, open } = this.host;
    if (!this.on) return nothing;
    return html`<parley-search .session=${session} .tongue=${tongue} .chosen=${chosen} .open=${open} .close=${this.end}></parley-search>`;
  }
}

/** What stands beside the open thread opens it; without a thread there is nothing to answer. */
export function answerWith(desk: Element, chosen: string | null, what: 'macros' | 'note'): boolean {
  if (chosen) desk.getRootNode().dispatchEvent(new CustomEvent('parley-answer', { detail: what }));
  return chosen !== null;
}
