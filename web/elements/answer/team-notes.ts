import type { ReactiveControllerHost } from 'lit';
import { Notes } from '../../kit/answer/notes';
import { seenHere, teamOf } from '../../kit/answer/team';
import type { Note } from '../../kit/answer/wire';
import { answerTongueFor } from '../../kit/answer/words';
import { Drafts } from '../../kit/drafts';
import { Listeners } from '../../kit/listeners';
import type { Session } from '../../kit/session';
import type { ConversationRow, HereView, Person } from '../../kit/wire';
import type { NoteLook } from '../../parts/answer/note-card';
import type { ThreadView } from '../thread-view';

interface Host extends ReactiveControllerHost {
  view: ThreadView;
  row: ConversationRow;
  colleagues: readonly HereView[];
}

/** The notes of the open thread, and the one that is being written. */
export class TeamNotes {
  /** Whether one writes a note, not an answer. */
  open = false;
  editing: Note | null = null;
  notes!: Notes;
  said = '';
  /** Why a note could not be removed. */
  trouble: unknown = null;
  readonly changed = new Listeners();
  private team: readonly Person[] = [];
  private asking: string | null = null;
  private drafts = new Drafts('');
  private undo: (() => void)[] = [];

  constructor(private readonly host: Host) {}

  get items(): readonly Note[] {
    return this.notes?.items ?? [];
  }

  get draft(): string {
    return this.drafts.get(this.place).text;
  }

  /** Whom one may mention; oneself is no news. */
  get people(): Person[] {
    const { session, thread } = this.host.view;
    const all =
      this.team.length > 0 ? this.team : seenHere(thread?.messages ?? [], this.items, this.host.colleagues);
    return all.filter(({ id }) => id !== session.person);
  }

  enter(session: Session, conversation: string): void {
    this.notes = new Notes(session.api, conversation);
    this.drafts = new Drafts(`${session.server}:${session.person}:${session.as}`);
    this.open = this.draft.trim() !== '';
    this.editing = null;
    this.undo = [
      this.notes.changed.add(() => {
        this.changed.tell();
        this.host.view.requestUpdate();
      }),
      session.noted.add(push => {
        this.notes.heard(push);
        this.tellOf(push.conversationId, push.note);
      }),
      session.caughtUp.add(() => void this.load(session)),
    ];
    void this.load(session);
    void teamOf(session).then(team => {
      this.team = team;
      this.host.requestUpdate();
    });
  }

  leave(): void {
    for (const undo of this.undo) undo();
    this.undo = [];
  }

  readonly reload = (): void => {
    this.trouble = null;
    void this.load(this.host.view.session);
  };

  turn(open: boolean): void {
    this.trouble = null;
    this.open = open;
    this.editing = null;
    this.host.requestUpdate();
  }

  readonly keep = (text: string): void => this.drafts.set(this.place, { text, replyTo: null });

  readonly finished = (): void => {
    this.editing = null;
    this.host.requestUpdate();
  };

  look(note: Note): Omit<NoteLook, 'words'> {
    return {
      me: this.host.view.session.person,
      asking: this.asking === note.id,
      edit: () => {
        this.turn(true);
        this.editing = note;
      },
      ask: on => {
        this.asking = on ? note.id : null;
        this.host.view.requestUpdate();
      },
      remove: () => {
        this.asking = null;
        void this.notes.remove(note).catch(error => {
          this.trouble = error;
          this.host.requestUpdate();
        });
      },
    };
  }

  private get place(): string {
    return `note:${this.notes.conversation}`;
  }

  private async load(session: Session): Promise<void> {
    const { notes } = this;
    await notes.load();
    const named = notes.items.some(({ mentions }) => mentions.some(({ id }) => id === session.person));
    if (named) await this.seen(session, notes.conversation);
  }

  private async seen(session: Session, conversation: string): Promise<void> {
    try {
      await session.api.put('/v1/inbox/mentions/seen', { conversation }, { query: { as: session.as } });
    } catch {
      // It is only the mark in the list of mentions; the next visit sets it.
    }
  }

  /** Somebody else's note is said once, and being named in it is seen at once. */
  private tellOf(conversation: string, note: Note): void {
    const { session, tongue } = this.host.view;
    if (conversation !== this.notes.conversation || note.author.id === session.person || !note.text) return;
    if (note.mentions.some(({ id }) => id === session.person)) void this.seen(session, conversation);
    this.said = answerTongueFor(tongue).t('newNote', { name: note.author.name, text: note.text });
    setTimeout(() => {
      this.said = '';
      this.host.requestUpdate();
    }, 3_000);
    this.host.requestUpdate();
  }
}
