import { html, type TemplateResult } from 'lit';
import type { Tongue } from '../kit/i18n';
import type { Contact, ConversationRow } from '../kit/wire';
import { threadSkeleton } from '../parts/skeletons';
import { failed } from './failed';
import { threadHeader, type WayOut } from './thread-header';

interface WaitingLook {
  tongue: Tongue;
  row?: ConversationRow | undefined;
  contact?: Contact | null;
  leave: WayOut | null;
  /** Why nothing is here; null while it loads. */
  error: unknown;
  again(): void;
}

/** In place of a thread that is not here: on its way, or why not. The way out is there in both cases. */
export function threadWaiting({ tongue, row, contact, leave, error, again }: WaitingLook): TemplateResult {
  const lost = error !== null;
  return html`<section class="thread" part="thread" aria-busy=${!lost}>
    ${threadHeader({ tongue, row, contact: contact ?? null, leave, details: null, lost, reach: 'fine' })}
    ${lost ? failed(tongue, error, again) : html`<div class="log-frame waiting">${threadSkeleton()}</div>`}
  </section>`;
}
