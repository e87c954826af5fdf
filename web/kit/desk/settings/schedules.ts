import { Listeners } from '../../listeners';
import type { Session } from '../../session';
import type { Instant, Person, Uuid } from '../../wire';
import type { Source } from './draft';

/** A message that goes out when an order comes to a state, or some hours before or after one of its dates. */
export interface Schedule {
  id?: Uuid | null;
  name: string;
  template: Uuid;
  kind?: 'order' | 'booking' | 'request' | null;
  state?: string | null;
  date?: string | null;
  hours?: number;
  opens?: boolean;
  off?: boolean;
}

export interface SchedulesView {
  version: number;
  messages: Schedule[];
  changedBy: Person | null;
  changedAt: Instant | null;
}

export interface Schedules {
  version: number;
  messages: Schedule[];
}

export function schedulesSource({ api, as }: Session): Source<Schedules> {
  const query = { as };
  const read = ({ version, messages }: SchedulesView): Schedules => ({ version, messages });
  return {
    load: async () => read(await api.get<SchedulesView>('/v1/scheduled-messages', { query })),
    save: async ({ messages }, { version }) =>
      read(await api.put<SchedulesView>('/v1/scheduled-messages', { version, messages }, { query })),
  };
}

export function newSchedule(template: Uuid | undefined): Schedule {
  return {
    id: crypto.randomUUID(),
    name: '',
    template: template ?? '',
    kind: 'order',
    state: 'shipped',
    hours: 0,
    off: false,
  };
}

/** How far from the moment, as people say it: in days where it comes out even. */
export function offsetOf({ hours = 0 }: Schedule): {
  amount: number;
  unit: 'hours' | 'days';
  before: boolean;
} {
  const far = Math.abs(hours);
  const days = far > 0 && far % 24 === 0;
  return { amount: days ? far / 24 : far, unit: days ? 'days' : 'hours', before: hours < 0 };
}

export function hoursFrom(amount: number, unit: 'hours' | 'days', before: boolean): number {
  const hours = Math.round(Math.abs(amount) * (unit === 'days' ? 24 : 1));
  return before && hours > 0 ? -hours : hours;
}

export type ScheduleFlaw = 'needsName' | 'needsTemplate' | 'needsState' | 'needsDateLabel' | 'tooFar';

/** By field: `name`, `template`, `trigger`, `hours`. */
export function scheduleFlaws(
  one: Schedule,
  templates: readonly { id: Uuid }[] | null,
): Map<string, ScheduleFlaw> {
  const flaws = new Map<string, ScheduleFlaw>();
  if (!one.name.trim()) flaws.set('name', 'needsName');
  if (!one.template || (templates && !templates.some(({ id }) => id === one.template)))
    flaws.set('template', 'needsTemplate');
  if (one.date == null && !one.state?.trim()) flaws.set('trigger', 'needsState');
  if (one.date != null && !one.date.trim()) flaws.set('trigger', 'needsDateLabel');
  if (Math.abs(one.hours ?? 0) > 366 * 24) flaws.set('hours', 'tooFar');
  return flaws;
}

/** A message that is to go out in a thread, or went, or did not. */
export interface Planned {
  id: Uuid;
  schedule: Uuid;
  name: string;
  dueAt: Instant;
  status: 'planned' | 'sent' | 'cancelled' | 'not-sent';
  problem?: string | null;
}

/** What is planned in one thread. */
export class PlannedBook {
  readonly changed = new Listeners();
  items: Planned[] = [];

  constructor(
    private readonly session: Session,
    readonly conversation: Uuid,
  ) {}

  async load(): Promise<void> {
    try {
      const path = `/v1/conversations/${this.conversation}/scheduled`;
      this.items = (await this.session.api.get<{ items: Planned[] }>(path)).items;
      this.changed.tell();
    } catch {
      // Beside the thread it is only missing.
    }
  }

  async cancel(id: Uuid): Promise<void> {
    await this.session.api.delete(`/v1/conversations/${this.conversation}/scheduled/${id}`);
    await this.load();
  }
}
