import { alone, type Pending } from '../../kit/outbox';
import type { Session } from '../../kit/session';
import { filesOf } from './files-of';

/**
 * Brings the files of an unsent message to the server, then lets it go. Another tab that finds the message waits until
 * this one is done or closed: only the page in which files were chosen has their bytes.
 */
export function carry(session: Session, place: string, { clientMessageId: id }: Pending): void {
  const { outbox } = session;
  if (!outbox) return;
  const { uploads } = filesOf(session);
  let at = place;
  const waiting = () => {
    const item = outbox.find(at, id);
    return item?.waits ? (item.files ?? null) : null;
  };
  void alone(`parley:files:${id}`, async () => {
    const files = waiting();
    if (!files) return;
    try {
      const here = files.every(file => file.id || uploads.find(file.key));
      if (at.includes(':') && here) {
        const conversation = await opened(session, place);
        outbox.arrived(place, id, {}, conversation);
        at = conversation;
      }
      await uploads.whole(waiting, whole => outbox.arrived(at, id, { files: whole }));
      if (waiting()) outbox.arrived(at, id, { waits: false });
    } catch (error) {
      if (waiting()) outbox.refuse(at, id, error);
    }
  });
}

/** The place becomes a conversation once its first message was stored. */
function opened(session: Session, place: string): Promise<string> {
  return new Promise(resolve => {
    const undo = session.opened.add(one => {
      if (one.place !== place) return;
      undo();
      resolve(one.opened.conversation.id);
    });
  });
}
