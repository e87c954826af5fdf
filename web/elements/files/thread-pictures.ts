import { isShown } from '../../kit/files/kinds';
import type { MessageFile } from '../../kit/files/wire';
import type { ThreadView } from '../thread-view';

/** All pictures of the loaded thread, in their order. */
export function picturesOf({ thread }: ThreadView): MessageFile[] {
  return (thread?.messages ?? []).flatMap(message =>
    message.unsentAt || message.erased
      ? []
      : message.attachments.filter(file => file.state === 'ready' && isShown(file)),
  );
}
