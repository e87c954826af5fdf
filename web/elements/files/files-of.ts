import { Contents } from '../../kit/files/contents';
import { Links } from '../../kit/files/links';
import { TusTransport } from '../../kit/files/tus';
import { type Held, Uploads } from '../../kit/files/uploads';
import type { AttachmentLimits } from '../../kit/files/wire';
import type { Session } from '../../kit/session';
import type { Uuid } from '../../kit/wire';

export interface FilesOf {
  uploads: Uploads;
  contents: Contents;
}

const held = new WeakMap<Session, FilesOf>();
const shelves = new WeakMap<Session, FilesOf>();

/** The files of one session: what goes up, and what was loaded. All its threads share it. */
export function filesOf(session: Session): FilesOf {
  let files = held.get(session);
  if (!files) {
    const { api } = session;
    const links = new Map<Uuid, Links>();
    const linksOf = (conversation: Uuid) => {
      const known =
        links.get(conversation) ?? new Links(api, `/v1/conversations/${conversation}/attachments/links`);
      links.set(conversation, known);
      return known;
    };
    const transport = new TusTransport(api, () => session.person);
    const contents = new Contents(api, linksOf);
    const uploads = new Uploads(api, transport, upload => preview(upload, contents));
    files = { uploads, contents };
    session.opened.add(({ place, opened }) => uploads.opened(place, opened.conversation.id));
    held.set(session, files);
    void learnLimits(session, uploads);
  }
  return files;
}

/** The files of a team's templates; a template is the place of its own. */
export function templateFilesOf(session: Session): FilesOf {
  let files = shelves.get(session);
  if (!files) {
    const { api, as } = session;
    const path = '/v1/templates/files';
    const links = new Links(api, `${path}/links`, { as });
    const contents = new Contents(api, () => links);
    const transport = new TusTransport(
      api,
      () => session.person,
      () => `${path}?as=${encodeURIComponent(as)}`,
    );
    files = { uploads: new Uploads(api, transport, upload => preview(upload, contents)), contents };
    shelves.set(session, files);
    void learnLimits(session, files.uploads);
  }
  return files;
}

/** Asked once, and again when the server was out of reach. */
async function learnLimits(session: Session, uploads: Uploads): Promise<void> {
  try {
    uploads.learn(await session.api.get<AttachmentLimits>('/v1/attachments/limits', { cached: true }));
  } catch {
    const undo = session.caughtUp.add(() => {
      undo();
      void learnLimits(session, uploads);
    });
  }
}

/** A picture that this browser can show, and its size; upright, as the browser turns it. */
async function preview(upload: Held, contents: Contents): Promise<void> {
  const { file, id, place } = upload;
  let url = '';
  try {
    const blob = file ?? (await contents.blob(place, id ?? '', 'large'));
    url = URL.createObjectURL(blob);
    const image = new Image();
    image.src = url;
    await image.decode();
    upload.preview = url;
    upload.width = image.naturalWidth;
    upload.height = image.naturalHeight;
  } catch {
    URL.revokeObjectURL(url);
  }
}
