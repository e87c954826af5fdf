import type { Session } from '../../session';
import type { Instant } from '../../wire';
import { type Source, same } from './draft';
import { vendorOf } from './drafts';
import type { WeeklyHours } from './hours';

export type Assigning = 'by-hand' | 'round-robin' | 'least-busy';

/** How a vendor's team works. What a newer server adds is handed back as it came. */
export interface TeamSettings {
  visibility: 'all' | 'own';
  unassigned: boolean;
  assign: Assigning;
  /** How many conversations that owe an answer one of the team has at most before no more are given to them. */
  capacity: number;
  awayMinutes: number;
  [more: string]: unknown;
}

/** Who is away, or works only at hours of their own. */
export interface Availability {
  userId: string;
  away: boolean;
  until: Instant | null;
  weekly: WeeklyHours[];
  working: boolean;
}

/** The settings, and the own hours of those who have some. */
export interface TeamWork {
  settings: TeamSettings;
  hours: Record<string, WeeklyHours[]>;
}

function pathOf(session: Session): string {
  return `/v1/vendors/${encodeURIComponent(vendorOf(session))}/team`;
}

export async function availabilityOf(session: Session): Promise<Availability[]> {
  return (await session.api.get<{ items: Availability[] }>(`${pathOf(session)}/availability`)).items;
}

export function setAway(session: Session, person: string, away: boolean): Promise<Availability> {
  return session.api.put<Availability>(`${pathOf(session)}/${encodeURIComponent(person)}/availability`, {
    away,
  });
}

export function teamSource(session: Session): Source<TeamWork> {
  const { api } = session;
  const path = pathOf(session);
  return {
    load: async () => {
      const [settings, items] = await Promise.all([
        api.get<TeamSettings>(`${path}/settings`),
        availabilityOf(session),
      ]);
      return { settings, hours: hoursOf(items) };
    },
    // Whoever is no owner changes their own hours, and nothing else.
    save: async (work, seen) => {
      const { hours } = work;
      const settings = same(work.settings, seen.settings)
        ? seen.settings
        : await api.put<TeamSettings>(`${path}/settings`, work.settings);
      const kept: TeamWork['hours'] = {};
      for (const person of new Set([...Object.keys(seen.hours), ...Object.keys(hours)])) {
        let weekly = hours[person] ?? [];
        if (!same(weekly, seen.hours[person] ?? []))
          ({ weekly } = await api.put<Availability>(`${path}/${encodeURIComponent(person)}/hours`, {
            weekly,
          }));
        if (weekly.length > 0) kept[person] = weekly;
      }
      return { settings, hours: kept };
    },
  };
}

export function hoursOf(items: readonly Availability[]): TeamWork['hours'] {
  return Object.fromEntries(
    items.filter(({ weekly }) => weekly.length > 0).map(({ userId, weekly }) => [userId, weekly]),
  );
}
