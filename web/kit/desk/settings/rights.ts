import { Listeners } from '../../listeners';
import type { Session } from '../../session';
import { vendorOf } from './drafts';

export type TeamRole = 'owner' | 'agent' | 'read-only';

/** What this person may change in the vendor's team; until it is known, nothing is held back: the server decides anyway. */
export class Rights {
  readonly changed = new Listeners();
  role: TeamRole | null = null;
  private asked = false;

  constructor(private readonly session: Session) {}

  get owner(): boolean {
    return this.role === null || this.role === 'owner';
  }

  get writes(): boolean {
    return this.role !== 'read-only';
  }

  ask(): void {
    if (this.asked || !this.session.person) return;
    this.asked = true;
    const path = `/v1/vendors/${encodeURIComponent(vendorOf(this.session))}/team`;
    this.session.api
      .get<{ items: { id: string; role?: TeamRole }[] }>(path, { query: { as: this.session.as } })
      .then(({ items }) => {
        this.role = items.find(({ id }) => id === this.session.person)?.role ?? null;
        this.changed.tell();
      })
      .catch(() => undefined);
  }
}

const held = new WeakMap<Session, Rights>();

export function rightsOf(session: Session): Rights {
  let rights = held.get(session);
  if (!rights) {
    rights = new Rights(session);
    held.set(session, rights);
  }
  rights.ask();
  return rights;
}
