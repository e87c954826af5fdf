import type { TeamAgent } from '../desk/wire';
import type { Session } from '../session';
import type { HereView, Message, Person } from '../wire';
import type { Note } from './wire';

const known = new WeakMap<Session, Promise<Person[]>>();

/** Who is in the vendor's team, asked once; where the server has no list, nobody. */
export function teamOf(session: Session): Promise<Person[]> {
  let team = known.get(session);
  if (!team) {
    const vendor = encodeURIComponent(session.as.replace(/^vendor:/, ''));
    team = session.api.get<{ items: TeamAgent[] }>(`/v1/vendors/${vendor}/team`).then(
      ({ items }) => items.map(({ id, name }) => ({ id, name })),
      () => {
        known.delete(session);
        return [];
      },
    );
    known.set(session, team);
  }
  return team;
}

/** Everybody of the team of whom this thread tells, for a list that the server did not give. */
export function seenHere(
  messages: readonly Message[],
  notes: readonly Note[],
  here: readonly HereView[],
): Person[] {
  const people = new Map<string, Person>();
  const add = (id: string | null, name: string | null) => id && name && people.set(id, { id, name });
  for (const { author } of messages) add(author.agentId, author.agentName);
  for (const { author, mentions } of notes) for (const one of [author, ...mentions]) add(one.id, one.name);
  for (const { id, name } of here) add(id, name);
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/** Those of `people` whose name stands in the text after an @. */
export function mentionedIn(text: string, people: readonly Person[]): Person[] {
  return people.filter(({ name }) => text.includes(`@${name}`)).slice(0, 20);
}
