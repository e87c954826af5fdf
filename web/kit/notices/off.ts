import { Listeners } from '../listeners';
import type { Session } from '../session';
import { keep, recall } from '../storage';
import type { NoticesKey } from '../words/notices-en';
import type { AddressOffList, AddressOffView } from './wire';

/** Addresses of this person that do not work any more and of which they have not been told yet: told once, each time it happens. */
export class AddressesToTell {
  readonly changed = new Listeners();
  items: AddressOffView[] = [];

  constructor(private readonly session: Session) {}

  async load(): Promise<void> {
    try {
      const { items } = await this.session.api.get<AddressOffList>('/v1/notices/addresses-off');
      const put = recall<string[]>(this.place) ?? [];
      this.items = items.filter(item => !put.includes(name(item)));
      this.changed.tell();
    } catch {
      // The next connection, or the next that fails, asks again.
    }
  }

  dismiss(item: AddressOffView): void {
    keep(this.place, [...(recall<string[]>(this.place) ?? []), name(item)].slice(-20));
    this.items = this.items.filter(held => held !== item);
    this.changed.tell();
  }

  private get place(): string {
    return `parley-told:${this.session.server}:${this.session.person}`;
  }
}

/** The same address that fails again later is another. */
const name = ({ channel, at }: AddressOffView): string => `${channel} ${at}`;

export function offKey({ channel, reason }: AddressOffView): NoticesKey {
  if (channel === 'sms') return 'off-sms';
  return reason === 'bounced' ? 'off-bounced' : reason === 'complained' ? 'off-complained' : 'off-mail';
}
