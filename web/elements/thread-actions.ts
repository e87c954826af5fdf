import type { Session } from '../kit/session';
import type { Message, Reaction } from '../kit/wire';

/** Changes to stored messages. Each answers with the message as it is now, which is shown at once. */
export class ThreadActions {
  constructor(
    private readonly session: () => Session | null,
    /** Tells the person, in a sentence, that something was refused. */
    private readonly refused: (error: unknown) => void,
  ) {}

  edit(message: Message, text: string): Promise<boolean> {
    return this.change(api => api.put<Message>(`${path(message)}/text`, { text }));
  }

  unsend(message: Message): Promise<boolean> {
    return this.change(api => api.delete<Message>(path(message)));
  }

  react(message: Message, reaction: Reaction, on: boolean): Promise<boolean> {
    const address = `${path(message)}/reactions/${reaction}`;
    return this.change(api => (on ? api.put<Message>(address) : api.delete<Message>(address)));
  }

  private async change(call: (api: Session['api']) => Promise<Message>): Promise<boolean> {
    const session = this.session();
    if (!session) return false;
    try {
      session.ownMessage(await call(session.api));
      return true;
    } catch (error) {
      this.refused(error);
      return false;
    }
  }
}

function path(message: Message): string {
  return `/v1/conversations/${message.conversationId}/messages/${message.seq}`;
}
