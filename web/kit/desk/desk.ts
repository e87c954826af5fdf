import { Listeners } from '../listeners';
import type { Session } from '../session';
import { Acting } from './acting';
import { Choices } from './choices';
import { DeskList } from './desk-list';
import type { Eyes } from './folders';
import { type DeskQuery, keyOf, paramsOf } from './query';
import type { Colour, DeskPush, FolderCounts, Label, Marks, SavedView, TeamAgent } from './wire';

const countsAfterMs = 700;
const marksAfterMs = 500;
/** Lists that are kept up to date while another one is shown. */
const keptLists = 6;

/** What a vendor's agent works with beside the conversations: folders with their counts, labels, views, the team. */
export class Desk {
  readonly changed = new Listeners();
  readonly acting: Acting;
  readonly choices: Choices;
  counts: FolderCounts = {};
  labels: Label[] = [];
  views: SavedView[] = [];
  team: TeamAgent[] = [];
  readonly starred = new Set<string>();
  readonly unread = new Set<string>();
  private readonly lists = new Map<string, DeskList>();
  private countsLater: ReturnType<typeof setTimeout> | undefined;
  private marksLater: ReturnType<typeof setTimeout> | undefined;
  private users = 0;
  private known = '';
  private undo: (() => void)[] = [];

  constructor(readonly session: Session) {
    const { api, rows, as } = session;
    const { starred, unread } = this;
    this.choices = new Choices(api, as);
    this.acting = new Acting({
      api,
      rows,
      as,
      starred,
      unread,
      nameOf: id => this.nameOf(id),
      marked: () => this.marked(),
    });
  }

  get me(): string {
    return this.session.person;
  }

  get eyes(): Eyes {
    return { me: this.me, starred: this.starred, unread: this.unread };
  }

  /** Whether this person may do more than look, star and mark. */
  get mayFile(): boolean {
    return this.team.find(({ id }) => id === this.me)?.role !== 'read-only';
  }

  nameOf(agent: string): string {
    return this.team.find(({ id }) => id === agent)?.name ?? agent;
  }

  label(id: string): Label | undefined {
    return this.labels.find(label => label.id === id);
  }

  /** Whoever shows the desk; the last one to leave turns off the light. */
  enter(): () => void {
    if (this.users++ === 0) this.begin();
    return () => {
      if (--this.users === 0) this.end();
    };
  }

  private begin(): void {
    const { session } = this;
    this.undo = [
      session.rows.changed.add(() => this.countSoon()),
      session.rows.lost.add(() => this.countSoon()),
      session.changed.add(() => this.recognise()),
      session.caughtUp.add(() => void this.load()),
      session.anew.add(() => this.lists.forEach(list => void list.load())),
      session.live.heard.add(([target, argument]) => {
        if (target !== 'desk') return;
        const { what } = argument as DeskPush;
        if (what === 'marks') this.marksSoon();
        else void this.loadShelf(what);
      }),
    ];
    void this.load();
  }

  /** Who is here is known only after a moment; then some rows are theirs. */
  private recognise(): void {
    if (this.known === this.me) return;
    this.known = this.me;
    for (const list of this.lists.values()) list.lookAgain();
  }

  private end(): void {
    clearTimeout(this.countsLater);
    clearTimeout(this.marksLater);
    for (const undo of this.undo) undo();
    for (const list of this.lists.values()) list.close();
    this.lists.clear();
  }

  list(query: DeskQuery): DeskList {
    const key = keyOf(query);
    const held = this.lists.get(key);
    const { api, rows, as } = this.session;
    const list =
      held ??
      new DeskList(
        api,
        rows,
        as,
        query,
        () => this.eyes,
        feed => this.session.placed(feed),
      );
    // The one used last stands last.
    this.lists.delete(key);
    this.lists.set(key, list);
    for (const [old, unused] of this.lists) {
      if (this.lists.size <= keptLists) break;
      unused.close();
      this.lists.delete(old);
    }
    return list;
  }

  /** Everything beside the conversations, as far as the server has it. */
  private async load(): Promise<void> {
    for (const list of this.lists.values()) if (list.state === 'failed') void list.load();
    const vendor = this.session.as.replace(/^vendor:/, '');
    await Promise.all([
      this.ask<FolderCounts>('/v1/inbox/folders', counts => {
        this.counts = counts;
      }),
      this.ask<Marks>('/v1/inbox/marks', marks => this.took(marks)),
      this.loadShelf('labels'),
      this.loadShelf('views'),
      this.ask<{ items: TeamAgent[] }>(`/v1/vendors/${encodeURIComponent(vendor)}/team`, ({ items }) => {
        this.team = items;
      }),
    ]);
  }

  private loadShelf(what: 'labels' | 'views'): Promise<void> {
    return what === 'labels'
      ? this.ask<{ items: Label[] }>('/v1/inbox/labels', ({ items }) => {
          this.labels = items;
        })
      : this.ask<{ items: SavedView[] }>('/v1/inbox/views', ({ items }) => {
          this.views = items;
        });
  }

  private async ask<T>(path: string, took: (answer: T) => void): Promise<void> {
    try {
      took(await this.session.api.get<T>(path, { query: { as: this.session.as } }));
      this.changed.tell();
    } catch {
      // What was shown stays; the next connection asks again.
    }
  }

  /** Counts follow the rows at a distance: many changes, one question. */
  countSoon(): void {
    if (this.users === 0) return;
    this.countsLater ??= setTimeout(() => {
      this.countsLater = undefined;
      void this.ask<FolderCounts>('/v1/inbox/folders', counts => {
        this.counts = counts;
      });
    }, countsAfterMs);
  }

  /** This person marked something, here or in another tab. */
  private marksSoon(): void {
    clearTimeout(this.marksLater);
    this.marksLater = setTimeout(
      () => void this.ask<Marks>('/v1/inbox/marks', marks => this.took(marks)),
      marksAfterMs,
    );
  }

  private took({ starred, unread }: Marks): void {
    refill(this.starred, starred);
    refill(this.unread, unread);
    for (const list of this.lists.values()) list.lookAgain();
  }

  private marked(): void {
    for (const list of this.lists.values()) list.lookAgain();
    this.countSoon();
    this.changed.tell();
  }

  async createLabel(name: string, colour: Colour): Promise<Label> {
    const label = await this.session.api.post<Label>(
      '/v1/inbox/labels',
      { name, colour },
      { query: { as: this.session.as } },
    );
    this.labels = [...this.labels.filter(({ id }) => id !== label.id), label];
    this.changed.tell();
    return label;
  }

  async changeLabel(id: string, name: string, colour: Colour): Promise<void> {
    const query = { as: this.session.as };
    const label = await this.session.api.put<Label>(`/v1/inbox/labels/${id}`, { name, colour }, { query });
    this.labels = this.labels.map(one => (one.id === id ? label : one));
    this.changed.tell();
  }

  async deleteLabel(id: string): Promise<void> {
    await this.session.api.delete(`/v1/inbox/labels/${id}`, { query: { as: this.session.as } });
    this.labels = this.labels.filter(label => label.id !== id);
    this.changed.tell();
  }

  async saveView(name: string, team: boolean, query: DeskQuery): Promise<SavedView> {
    const body = { name, team, query: paramsOf(query) };
    const view = await this.session.api.post<SavedView>('/v1/inbox/views', body, {
      query: { as: this.session.as },
    });
    this.views = [...this.views.filter(({ id }) => id !== view.id), view];
    this.changed.tell();
    return view;
  }

  async deleteView(id: string): Promise<void> {
    await this.session.api.delete(`/v1/inbox/views/${id}`, { query: { as: this.session.as } });
    this.views = this.views.filter(view => view.id !== id);
    this.changed.tell();
  }
}

function refill(set: Set<string>, ids: readonly string[]): void {
  set.clear();
  for (const id of ids) set.add(id);
}

const desks = new WeakMap<Session, Desk>();

/** The one desk of a session, whoever asks. */
export function deskOf(session: Session): Desk {
  let desk = desks.get(session);
  if (!desk) {
    desk = new Desk(session);
    desks.set(session, desk);
  }
  return desk;
}
