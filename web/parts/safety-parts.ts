import type { TemplateResult } from 'lit';
import type { Entry } from '../kit/grouping';
import type { Extra } from '../kit/outbox';
import type { Message } from '../kit/wire';

/** What the bundle of safety gives to a thread, once it is here. */
export interface SafetyParts {
  /** Somebody writes. */
  typed(text: string): void;
  /** What goes along with a text that is being sent. */
  leaving(): Extra | null;
  /** Its text, where some of it is hidden for now. */
  text(message: Message): TemplateResult | null;
  /** The thread with what its author has in review. */
  weave(entries: Entry[]): Entry[];
  /** Under a message. */
  under(message: Message): TemplateResult | null;
  /** Tells the marketplace of a message, or of the whole thread. */
  report(message: Message | null): void;
}
