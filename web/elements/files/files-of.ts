import { Contents } from '../../kit/files/contents';
import { Links } from '../../kit/files/links';
import { TusTransport } from '../../kit/files/tus';
import { type Upload, Uploads } from '../../kit/files/uploads';
import type { Session } from '../../kit/session';
import type { Uuid } from '../../kit/wire';

export interface FilesOf {
  uploads: Uploads;
  contents: Contents;
}

const held = new WeakMap<Session, FilesOf>();

/** The files of one session: what goes up, and what was loaded. All its threads share it. */
export function filesOf(session: Session): FilesOf {
  let files = held.get(session);
  if (!files) {
    const { api } = session;
    const links = new Map<Uuid, Links>();
    const linksOf = (conversation: Uuid) => {
      const known = links.get(conversation) ?? new Links(api, conversation);
      links.set(conversation, known);
      return known;
    };
    const transport = new TusTransport(api, () => session.person);
    files = { uploads: new Uploads(api, transport, preview), contents: new Contents(api, linksOf) };
    const { uploads } = files;
    session.opened.add(({ place, opened }) => uploads.opened(place, opened.conversation.id));
    held.set(session, files);
  }
  return files;
}

/** A picture that this browser can show, and its size; upright, as the browser turns it. */
async function preview(upload: Upload): Promise<void> {
  const url = URL.createObjectURL(upload.file);
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
    upload.preview = url;
    upload.width = image.naturalWidth;
    upload.height = image.naturalHeight;
  } catch {
    URL.revokeObjectURL(url);
  }
}
