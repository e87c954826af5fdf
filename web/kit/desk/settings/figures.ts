import { Listeners } from '../../listeners';
import type { Session } from '../../session';
import type { AnswerTime, Instant, Person, Uuid } from '../../wire';
import { vendorOf } from './drafts';

/** A vendor's response figures, as the server reckons them: all times in opening hours. */
export interface Tally {
  within: number;
  missed: number;
  leftOut: number;
  meanSeconds: number | null;
}

export interface DayFigures {
  day: string;
  tally: Tally;
}

export interface FiguresView {
  from: Instant;
  to: Instant;
  new: boolean;
  rate: number | null;
  all: Tally;
  /** Still owed and late already: missed, as far as the rate goes. */
  overdue: number;
  firstAnswers: { count: number; medianSeconds: number | null; p90Seconds: number | null };
  days: DayFigures[];
  agents: { agent: Person; tally: Tally }[];
  targetFirstSeconds: number;
  targetNextSeconds: number;
  targetResolutionDays: number;
  /** How long conversations were open; of the whole team only. */
  resolutions: ResolutionFigures | null;
}

export interface ResolutionFigures {
  rate: number | null;
  all: Tally;
  /** Still open and late already. */
  overdue: number;
  times: { count: number; medianSeconds: number | null; p90Seconds: number | null };
}

export type Verdict = 'unjudged' | 'within' | 'missed' | 'left-out' | 'open';

export interface Contest {
  at: Instant;
  by: Person;
  reason: string | null;
  outcome: 'excluded' | 'kept' | null;
  decidedAt: Instant | null;
}

export interface Obligation {
  id: string;
  conversationId: Uuid;
  openedSeq: number;
  since: Instant;
  closedSeq: number | null;
  closedAt: Instant | null;
  closedBy: Person | null;
  how: 'answer' | 'card' | 'dispute' | 'no-answer-needed' | 'spam' | null;
  first: boolean;
  openSeconds: number;
  targetSeconds: number;
  verdict: Verdict;
  because: 'no' | 'no-answer-needed' | 'spam' | 'contested';
  contest: Contest | null;
}

export interface Pause {
  from: Instant;
  until: Instant;
  reason: 'closed' | 'holiday' | 'away' | 'outage';
  name: string | null;
}

/** An obligation with its proof. */
export interface ObligationEntry {
  obligation: Obligation;
  start: Instant;
  pauses: Pause[];
  morePauses: boolean;
  end: Instant;
}

export type Filter = 'all' | 'missed' | 'within' | 'left-out' | 'contested';
export const filters: readonly Filter[] = ['all', 'missed', 'within', 'left-out', 'contested'];

const dayMs = 86_400_000;

/** One column of the chart: a day, or as many as fit. */
export interface Column {
  first: string;
  last: string;
  within: number;
  missed: number;
}

/** Every day from the first to the last, also those on which nothing was owed; weeks where there are too many. */
export function columns(days: readonly DayFigures[], from: Instant, to: Instant, most = 92): Column[] {
  const tallies = new Map(days.map(({ day, tally }) => [day, tally]));
  const last = Math.floor(Date.parse(to) / dayMs);
  const all = last - Math.floor(Date.parse(from) / dayMs);
  const wide = all > most ? 7 : 1;
  const count = Math.max(1, Math.ceil(all / wide));
  return Array.from({ length: count }, (_, i) => {
    const begins = last - (count - i) * wide + 1;
    const names = Array.from({ length: wide }, (_, at) =>
      new Date((begins + at) * dayMs).toISOString().slice(0, 10),
    );
    const sum = (of: 'within' | 'missed') => names.reduce((n, day) => n + (tallies.get(day)?.[of] ?? 0), 0);
    return { first: names[0] ?? '', last: names.at(-1) ?? '', within: sum('within'), missed: sum('missed') };
  });
}

/** A round number at the top of the scale, and those between. */
export function scale(most: number): number[] {
  const step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].find(one => most / one <= 4) ?? 10_000;
  const lines = Math.max(1, Math.ceil(most / step));
  return Array.from({ length: lines + 1 }, (_, i) => i * step);
}

/** A stretch of a timeline, in shares of its length. */
export interface Piece {
  from: number;
  until: number;
  pause: Pause | null;
}

/** When the clock ran and when it stood still, from start to end; and where the target was reached, if it was. */
export function timeline({ start, end, pauses, obligation }: ObligationEntry): {
  pieces: Piece[];
  due: number | null;
} {
  const [begins, ends] = [Date.parse(start), Date.parse(end)];
  const length = Math.max(1, ends - begins);
  const share = (at: number) => (Math.min(Math.max(at, begins), ends) - begins) / length;
  const pieces: Piece[] = [];
  let at = begins;
  let left = obligation.targetSeconds * 1000;
  let due: number | null = null;
  const run = (until: number): void => {
    if (until <= at) return;
    pieces.push({ from: share(at), until: share(until), pause: null });
    if (due === null && until - at >= left) due = share(at + left);
    left -= until - at;
  };
  for (const pause of pauses) {
    run(Math.min(Date.parse(pause.from), ends));
    const until = Math.min(Date.parse(pause.until), ends);
    if (until > begins) pieces.push({ from: share(Date.parse(pause.from)), until: share(until), pause });
    at = Math.max(at, until);
  }
  run(ends);
  return { pieces, due };
}

/** What a page of figures shows; asked for anew when the span changes. */
export class FigureBook {
  readonly changed = new Listeners();
  figures: FiguresView | null = null;
  answerTime: AnswerTime | null = null;
  trouble: unknown = null;
  obligations: Obligation[] = [];
  filter: Filter = 'all';
  state: 'new' | 'loading' | 'ready' | 'failed' = 'new';
  listing = false;
  more = false;
  days = 90;
  readonly entries = new Map<string, ObligationEntry>();
  private cursor: string | null = null;
  private readonly path: string;

  constructor(private readonly session: Session) {
    this.path = `/v1/vendors/${encodeURIComponent(vendorOf(session))}`;
  }

  async load(days = this.days): Promise<void> {
    this.days = days;
    this.state = 'loading';
    this.changed.tell();
    const { api } = this.session;
    try {
      this.figures = await api.get<FiguresView>(`${this.path}/figures`, { query: { days } });
      this.state = 'ready';
    } catch (error) {
      this.trouble = error;
      this.state = 'failed';
    }
    this.changed.tell();
    void this.list(this.filter);
    this.answerTime = await api.get<AnswerTime | null>(`${this.path}/answer-time`).catch(() => null);
    this.changed.tell();
  }

  /** The first page of those with this verdict, or with `more` the next. */
  async list(filter: Filter, more = false): Promise<void> {
    if (!more) this.cursor = null;
    this.filter = filter;
    this.listing = true;
    this.changed.tell();
    try {
      const from = this.figures?.from;
      const query = { verdict: filter === 'all' ? null : filter, from, cursor: this.cursor };
      const page = await this.session.api.get<{ items: Obligation[]; cursor: string | null }>(
        `${this.path}/obligations`,
        { query },
      );
      if (this.filter !== filter) return;
      this.obligations = more ? [...this.obligations, ...page.items] : page.items;
      this.cursor = page.cursor;
      this.more = page.cursor !== null;
    } catch (error) {
      this.trouble = error;
    }
    this.listing = false;
    this.changed.tell();
  }

  async open(id: string): Promise<void> {
    this.took(await this.session.api.get<ObligationEntry>(`${this.path}/obligations/${id}`));
  }

  async contest(id: string, reason: string): Promise<void> {
    const path = `${this.path}/obligations/${id}/contest`;
    this.took(await this.session.api.post<ObligationEntry>(path, { reason }, { tries: 1 }));
  }

  /** The file as the server makes it. */
  async file(): Promise<Blob> {
    const { server, tokens } = this.session.api;
    const answer = await fetch(`${server}${this.path}/figures.csv?days=${this.days}`, {
      headers: { Authorization: `Bearer ${await tokens.get()}` },
    });
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.blob();
  }

  private took(entry: ObligationEntry): void {
    this.entries.set(entry.obligation.id, entry);
    this.obligations = this.obligations.map(one => (one.id === entry.obligation.id ? entry.obligation : one));
    this.changed.tell();
  }
}
