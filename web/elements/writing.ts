import type { ReactiveControllerHost } from 'lit';
import { Drafts } from '../kit/drafts';
import type { Session } from '../kit/session';
import type { Message, Quote } from '../kit/wire';

/** What is being written in one place: a draft, a reply, or a change of a stored message. */
export class Writing {
  draft = '';
  replyTo: Quote | null = null;
  editing: Message | null = null;
  private place = '';
  private drafts = new Drafts('');

  constructor(private readonly host: ReactiveControllerHost) {}

  /** Takes up what was left in `place`, or what was begun in `before`, the place's name until it became a conversation. */
  enter(session: Session, place: string, before: string | null): void {
    this.drafts = new Drafts(`${session.server}:${session.person}:${session.as}`);
    const own = this.drafts.get(place);
    // What is being typed here stands, whatever another tab of the same person sent from the same place.
    const typing = before !== null && before === this.place;
    const left = typing ? { text: this.draft, replyTo: this.replyTo } : before && this.drafts.get(before);
    const begun = left && own.text === '' ? left : own;
    if (before) this.drafts.set(before, { text: '', replyTo: null });
    this.place = place;
    this.draft = begun.text;
    this.replyTo = begun.replyTo;
    this.editing = null;
    this.keep(this.draft);
  }

  keep(text: string): void {
    this.draft = text;
    this.drafts.set(this.place, { text, replyTo: this.replyTo });
  }

  reply(message: Message): void {
    this.editing = null;
    this.answer({ seq: message.seq, author: message.author, text: message.text?.slice(0, 200) ?? null });
  }

  edit(message: Message | null): void {
    this.editing = message;
    this.host.requestUpdate();
  }

  /** Gives up the edit, else the reply. */
  cancel(): void {
    if (this.editing) this.edit(null);
    else this.answer(null);
  }

  /** The text went out: nothing of it stays. */
  sent(): void {
    this.replyTo = null;
    this.keep('');
    this.host.requestUpdate();
  }

  answer(replyTo: Quote | null): void {
    this.replyTo = replyTo;
    this.keep(this.draft);
    this.host.requestUpdate();
  }
}
