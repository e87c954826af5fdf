import { keep, recall } from './storage';
import type { Quote } from './wire';

export interface Draft {
  text: string;
  replyTo: Quote | null;
}

const nothing: Draft = { text: '', replyTo: null };

/** What somebody began to write and did not send, per person and conversation. */
export class Drafts {
  constructor(private readonly owner: string) {}

  get(place: string): Draft {
    return recall<Draft>(this.key(place)) ?? nothing;
  }

  set(place: string, draft: Draft): void {
    keep(this.key(place), draft.text.trim() === '' && !draft.replyTo ? null : draft);
  }

  private key(place: string): string {
    return `parley:draft:${this.owner}:${place}`;
  }
}
