import { type DetailedError, Upload as TusUpload } from 'tus-js-client';
import type { Api } from '../api';
import { Refusal, Unreachable } from '../problem';
import type { Uuid } from '../wire';

/** How one file goes up; tests have one without a network. */
export interface Transport {
  carry(load: Load, heard: Heard): Carriage;
  /** Asks the server to forget an upload. */
  forget(id: Uuid): void;
}

export interface Load {
  conversation: Uuid;
  file: File;
  name: string;
}

export interface Heard {
  progress(bytes: number): void;
  done(id: Uuid): void;
  /** An `Unreachable` may pass: the same carriage can be started again and goes on where it was. */
  failed(error: Refusal | Unreachable): void;
}

export interface Carriage {
  start(): void;
  /** Stops; the bytes that went up stay there. */
  stop(): void;
  /** Stops for good. What the server has of it is forgotten, also when its address comes only now. */
  drop(): void;
  readonly id: Uuid | null;
}

const chunkBytes = 5_000_000;
const retryMs = [400, 1_200, 3_000];

/** The addresses of this page's uploads. */
const taken = new Set<string>();

/** Uploads by tus 1.0, with the protocol's own client. */
export class TusTransport implements Transport {
  constructor(
    private readonly api: Api,
    private readonly person: () => string,
    private readonly path = (conversation: Uuid) => `/v1/conversations/${conversation}/attachments`,
  ) {}

  carry({ conversation, file, name }: Load, heard: Heard): Carriage {
    const { api } = this;
    const { server, tokens } = api;
    let used = '';
    const idOf = () => upload.url?.split('/').pop() ?? null;
    const upload = new TusUpload(file, {
      endpoint: server + this.path(conversation),
      metadata: { filename: name },
      chunkSize: chunkBytes,
      retryDelays: retryMs,
      removeFingerprintOnSuccess: true,
      // The same file, chosen again after a reload, goes on where it was.
      fingerprint: async () =>
        ['parley', server, this.person(), conversation, name, file.size, file.lastModified].join(' '),
      onBeforeRequest: async request => {
        used = await tokens.get();
        request.setHeader('Authorization', `Bearer ${used}`);
      },
      onShouldRetry: error => {
        const status = error.originalResponse?.getStatus() ?? 0;
        if (status === 401) void tokens.renew(used).catch(() => undefined);
        return status === 401 || mayRetry(status, codeOf(error.originalResponse?.getBody()));
      },
      onUploadUrlAvailable: () => {
        taken.add(upload.url ?? '');
        if (dropped) drop();
      },
      onProgress: sent => heard.progress(sent),
      onSuccess: () => heard.done(idOf() ?? ''),
      onError: error => heard.failed(problemOf(error)),
    });
    let begun = false;
    let stopped = false;
    let dropped = false;
    const drop = () => {
      const id = idOf();
      stopped = dropped = true;
      // Before its address is here the question that makes it goes on: else nobody could ever forget it.
      if (!id) return;
      void upload.abort().catch(() => undefined);
      this.forget(id as Uuid);
    };
    return {
      drop,
      get id() {
        return idOf();
      },
      start: async () => {
        stopped = false;
        if (!begun) {
          begun = true;
          // Chosen twice it goes up twice: only what nobody here works on is gone on with.
          const before = await upload.findPreviousUploads().catch(() => []);
          const left = before.find(({ uploadUrl }) => uploadUrl && !taken.has(uploadUrl));
          if (left?.uploadUrl) {
            taken.add(left.uploadUrl);
            upload.resumeFromPreviousUpload(left);
          }
          if (stopped) return;
        }
        upload.start();
      },
      stop: () => {
        stopped = true;
        void upload.abort().catch(() => undefined);
      },
    };
  }

  forget(id: Uuid): void {
    this.api.delete(`/v1/uploads/${id}`).catch(() => undefined);
  }
}

/** Another try may help: the line was cut, the server is busy, or somebody else of the same upload was faster. */
function mayRetry(status: number, code: string): boolean {
  if (status === 409) return ['', 'wrong-offset', 'upload-complete'].includes(code);
  return status === 0 || status === 423 || status >= 500;
}

/** What a problem is called; empty where the answer is none. */
function codeOf(body = ''): string {
  try {
    return String((JSON.parse(body) as Record<string, unknown>).type ?? '').replace(/^.*\//, '');
  } catch {
    return '';
  }
}

function problemOf(error: Error | DetailedError): Refusal | Unreachable {
  const response = 'originalResponse' in error ? error.originalResponse : null;
  const status = response?.getStatus() ?? 0;
  const body = response?.getBody() ?? '';
  const code = codeOf(body);
  if (mayRetry(status, code)) return new Unreachable(error);
  if (!code) return new Refusal(`http-${status}`, status, '');
  const after = Number(response?.getHeader('Retry-After') ?? Number.NaN);
  const said = String((JSON.parse(body) as Record<string, unknown>).detail ?? '');
  return new Refusal(code, status, said, Number.isFinite(after) ? after : null);
}
