import type { Pending } from './outbox';
import { keep, keysWith, recall } from './storage';
import type { Uuid } from './wire';

/** Begins the storage keys of one person on one server, in one role. */
export function ownerOf(server: string, person: string, as: string): string {
  return `parley:unsent:${server}:${person}:${as}`;
}

/**
 * Where unsent messages are kept, by place. Each has an entry of its own: a tab that takes one out cannot overwrite
 * what another tab puts in meanwhile.
 */
export class Unsent {
  constructor(private readonly owner: string) {}

  /** Oldest first. */
  list(place: string): Pending[] {
    return keysWith(this.key(place, ''))
      .filter(key => this.placeOf(key) === place)
      .map(key => recall<Pending>(key))
      .filter(item => item !== null)
      .sort((a, b) => (a.at < b.at ? -1 : 1));
  }

  find(place: string, id: Uuid): Pending | null {
    return recall<Pending>(this.key(place, id));
  }

  put(place: string, item: Pending): void {
    keep(this.key(place, item.clientMessageId), item);
  }

  remove(place: string, id: Uuid): void {
    keep(this.key(place, id), null);
  }

  /** Whether something is to be sent; what was refused waits for a decision. */
  get anyQueued(): boolean {
    return this.places().some(place => this.list(place).some(item => item.state !== 'failed'));
  }

  places(): string[] {
    return [...new Set(keysWith(`${this.owner}:`).map(key => this.placeOf(key)))];
  }

  /** The place that an entry of this owner belongs to. */
  placeOfEntry(key: string | null): string | null {
    return key?.startsWith(`${this.owner}:`) ? this.placeOf(key) : null;
  }

  /** A place may hold spaces, an id does not. */
  private key(place: string, id: string): string {
    return `${this.owner}:${place} ${id}`;
  }

  private placeOf(key: string): string {
    return key.slice(this.owner.length + 1, key.lastIndexOf(' '));
  }
}
