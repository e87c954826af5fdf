/** Of the problem `choose-vendor`: whom a message about a subject may be meant for. */
export interface VendorChoice {
  id: string;
  name: string;
  items: ItemChoice[];
}

export interface ItemChoice {
  id?: string | null;
  title: string;
}

/** An expected "no" of the server (RFC 9457): a stable code, and one sentence that helps. */
export class Refusal extends Error {
  /** By name: both bundles may be on one page, each with a class of its own, and they share tokens. */
  static override [Symbol.hasInstance](it: unknown): boolean {
    return named(it, 'Refusal');
  }

  constructor(
    /** Last part of the problem's type, for example `edit-window-over`. */
    readonly code: string,
    readonly status: number,
    detail: string,
    /** Seconds to wait before asking again, when the server said so. */
    readonly retryAfter: number | null = null,
    /** Of `choose-vendor`: among whom. */
    readonly vendors: VendorChoice[] = [],
    /** All that the problem says. */
    readonly body: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail);
    this.name = 'Refusal';
  }

  /** Waiting and asking again may help. */
  get passing(): boolean {
    return [408, 425, 429, 500, 502, 503, 504].includes(this.status);
  }
}

/** The server could not be reached at all. */
export class Unreachable extends Error {
  static override [Symbol.hasInstance](it: unknown): boolean {
    return named(it, 'Unreachable');
  }

  constructor(cause: unknown) {
    super('The server cannot be reached.', { cause });
    this.name = 'Unreachable';
  }
}

function named(it: unknown, name: string): boolean {
  return it instanceof Error && it.name === name;
}

export function isPassing(error: unknown): boolean {
  return error instanceof Unreachable || (error instanceof Refusal && error.passing);
}

/** A session that ended comes back when the person signs in again: waiting may help there too. */
export function mayPass(error: unknown): boolean {
  return isPassing(error) || (error instanceof Refusal && error.status === 401);
}

/** Refused for its words, not for the state of things, which may change: the same will be refused again. */
export function isFinal(status = 0): boolean {
  return [400, 413, 422].includes(status);
}

export async function refusalFrom(answer: Response): Promise<Refusal> {
  const body = await readProblem(answer);
  const code = typeof body.type === 'string' ? (body.type.split('/').pop() ?? '') : '';
  const detail = [body.detail, body.title].find((s): s is string => typeof s === 'string' && s !== '');
  const vendors = Array.isArray(body.vendors) ? (body.vendors as VendorChoice[]) : [];
  return new Refusal(
    code || `http-${answer.status}`,
    answer.status,
    detail ?? '',
    retryAfter(answer, body),
    vendors,
    body,
  );
}

async function readProblem(answer: Response): Promise<Record<string, unknown>> {
  try {
    return (await answer.json()) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function retryAfter(answer: Response, body: Record<string, unknown>): number | null {
  const header = answer.headers.get('Retry-After');
  if (header) {
    const seconds = Number(header);
    if (Number.isFinite(seconds)) return Math.max(0, seconds);
    const date = Date.parse(header);
    if (Number.isFinite(date)) return Math.max(0, (date - Date.now()) / 1000);
  }
  return typeof body.retryAfter === 'number' ? body.retryAfter : null;
}
