import { html, type TemplateResult } from 'lit';
import type { Tongue } from '../kit/i18n';
import type { Receipt } from '../kit/receipts';
import { type IconName, icon } from './icons';

const drawings: Record<Receipt, IconName> = {
  queued: 'clock',
  sending: 'clock',
  sent: 'check',
  delivered: 'checks',
  read: 'checks',
  failed: 'warn',
};

/** How far an own message came: ticks for the eye, always a word for the ear, and a word for all where `spelled`. */
export function receiptMark({ t }: Tongue, receipt: Receipt, spelled: boolean): TemplateResult {
  return html`<span class="receipt ${receipt}" part="receipt"
    >${icon(drawings[receipt])}<span class=${spelled ? '' : 'hidden'}>${t(receipt)}</span></span
  >`;
}
