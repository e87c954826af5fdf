import { Listeners } from '../../listeners';
import type { Session } from '../../session';
import type { Label, TeamAgent } from '../wire';
import { vendorOf } from './drafts';

/** Another vendor, as the marketplace names it. */
export interface Route {
  id: string;
  name: string;
}

/** The team, its labels and to whom its rules may pass buyers on, as far as the server has them. */
export class TeamBook {
  readonly changed = new Listeners();
  agents: TeamAgent[] = [];
  labels: Label[] = [];
  /** Null while the server has not told. */
  routes: Route[] | null = null;
  private asked = false;

  constructor(private readonly session: Session) {}

  name(id: string): string {
    return this.agents.find(agent => agent.id === id)?.name ?? id;
  }

  label(id: string): string {
    return this.labels.find(label => label.id === id)?.name ?? id;
  }

  vendor(id: string): string {
    return this.routes?.find(route => route.id === id)?.name ?? id;
  }

  load(): void {
    const { api, as, person } = this.session;
    if (this.asked || !person) return;
    this.asked = true;
    const took = <T>(path: string, use: (items: T[]) => void): void => {
      void api
        .get<{ items: T[] }>(path, { query: { as } })
        .then(({ items }) => {
          use(items);
          this.changed.tell();
        })
        .catch(() => undefined);
    };
    this.agents = [{ id: person, name: person }];
    took<TeamAgent>(`/v1/vendors/${encodeURIComponent(vendorOf(this.session))}/team`, items => {
      this.agents = items;
    });
    took<Label>('/v1/inbox/labels', items => {
      this.labels = items;
    });
    took<Route>('/v1/rules/routes', items => {
      this.routes = items;
    });
  }
}

const books = new WeakMap<Session, TeamBook>();

export function teamBookOf(session: Session): TeamBook {
  let book = books.get(session);
  if (!book) {
    book = new TeamBook(session);
    books.set(session, book);
  }
  book.load();
  return book;
}
