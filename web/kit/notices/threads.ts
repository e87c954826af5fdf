import type { Api } from '../api';
import { Listeners } from '../listeners';
import type { ThreadChoice, ThreadNoticesItem, ThreadNoticesList, ThreadNoticesView } from './wire';

/** What can be chosen for one thread; `usual` is as for all others. */
export type ThreadMode = 'usual' | 'instant' | 'noMails' | 'mute';

const modes: Record<'instant' | 'noMails', ThreadChoice[]> = {
  instant: [
    { channel: 'browser', cadence: 'instant' },
    { channel: 'mobile', cadence: 'instant' },
    { channel: 'mail', cadence: 'instant' },
  ],
  noMails: [{ channel: 'mail', cadence: 'off' }],
};

/** Which of them it is; null when it is something else, as a link in a mail may choose it. */
export function modeOf({ muted, choices }: ThreadNoticesView): ThreadMode | null {
  if (muted) return 'mute';
  if (choices.length === 0) return 'usual';
  const spelled = (all: readonly ThreadChoice[]) =>
    all
      .map(c => `${c.channel} ${c.cadence}`)
      .sort()
      .join();
  const found = (['instant', 'noMails'] as const).find(mode => spelled(modes[mode]) === spelled(choices));
  return found ?? null;
}

const path = (conversation: string) => `/v1/conversations/${conversation}/notices`;

export function threadNotices(api: Api, conversation: string): Promise<ThreadNoticesView> {
  return api.get<ThreadNoticesView>(path(conversation));
}

export async function chooseForThread(api: Api, conversation: string, mode: ThreadMode): Promise<void> {
  if (mode === 'usual') await api.delete(path(conversation));
  else if (mode === 'mute') await api.put(path(conversation), { mute: true });
  else await api.put(path(conversation), { choices: modes[mode] });
}

/** The threads of which somebody wants to hear otherwise than of all others. */
export class OwnThreads {
  readonly changed = new Listeners();
  items: ThreadNoticesItem[] = [];
  state: 'new' | 'loading' | 'ready' | 'failed' = 'new';
  trouble: unknown = null;

  constructor(
    private readonly api: Api,
    private readonly as: string,
  ) {}

  async load(): Promise<void> {
    this.state = this.state === 'ready' ? 'ready' : 'loading';
    this.changed.tell();
    try {
      const { items } = await this.api.get<ThreadNoticesList>('/v1/notices/threads', {
        query: { as: this.as },
      });
      this.items = items;
      this.state = 'ready';
    } catch (error) {
      this.trouble = error;
      this.state = 'failed';
    }
    this.changed.tell();
  }

  /** As all others again; gives the way back. */
  async forget(item: ThreadNoticesItem): Promise<() => Promise<void>> {
    await this.api.delete(path(item.conversation));
    this.items = this.items.filter(one => one !== item);
    this.changed.tell();
    return async () => {
      await this.api.put(path(item.conversation), item.muted ? { mute: true } : { choices: item.choices });
      this.items = [item, ...this.items];
      this.changed.tell();
    };
  }
}
