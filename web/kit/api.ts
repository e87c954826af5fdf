import { backoffMs, pause } from './backoff';
import { isPassing, Refusal, refusalFrom, Unreachable } from './problem';
import type { TokenSource } from './token';

export interface CallOptions {
  query?: Record<string, string | number | boolean | null | undefined>;
  body?: unknown;
  signal?: AbortSignal;
  /** How often to try while the server is out of reach or busy; every call here is safe to repeat. */
  tries?: number;
  /** Also when the page goes. */
  keepalive?: boolean;
  /** Whether an answer that the browser has may do, for as long as the server says. */
  cached?: boolean;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

const timeoutMs = 20_000;

/** The person API over fetch: token, one renewal on 401, patient repeats, problems as `Refusal`. */
export class Api {
  constructor(
    readonly server: string,
    readonly tokens: TokenSource,
  ) {}

  get<T>(path: string, options?: CallOptions): Promise<T> {
    return this.call<T>('GET', path, options);
  }

  post<T>(path: string, body?: unknown, options?: CallOptions): Promise<T> {
    return this.call<T>('POST', path, { ...options, body });
  }

  put<T>(path: string, body?: unknown, options?: CallOptions): Promise<T> {
    return this.call<T>('PUT', path, { ...options, body });
  }

  delete<T>(path: string, options?: CallOptions): Promise<T> {
    return this.call<T>('DELETE', path, options);
  }

  private async call<T>(method: Method, path: string, options: CallOptions = {}): Promise<T> {
    const tries = options.tries ?? 3;
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.withFreshToken<T>(method, path, options);
      } catch (error) {
        if (options.signal?.aborted || !isPassing(error) || attempt + 1 >= tries) throw error;
        await pause(backoffMs(attempt, error), options.signal);
      }
    }
  }

  private async withFreshToken<T>(method: Method, path: string, options: CallOptions): Promise<T> {
    const token = await this.tokens.get();
    try {
      return await this.once<T>(method, path, options, token);
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 401) throw error;
      return this.once<T>(method, path, options, await this.tokens.renew(token));
    }
  }

  private async once<T>(method: Method, path: string, options: CallOptions, token: string): Promise<T> {
    const answer = await this.fetch(method, path, options, token);
    if (!answer.ok) throw await refusalFrom(answer);
    if (answer.status === 204) return undefined as T;
    return (await answer.json()) as T;
  }

  private async fetch(method: Method, path: string, options: CallOptions, token: string): Promise<Response> {
    const headers: Record<string, string> = { Authorization: `Bearer ${token}` };
    if (options.body !== undefined) headers['Content-Type'] = 'application/json';
    const limit = AbortSignal.timeout(timeoutMs);
    try {
      return await fetch(this.address(path, options.query), {
        method,
        headers,
        body: options.body === undefined ? null : JSON.stringify(options.body),
        signal: options.signal ? AbortSignal.any([options.signal, limit]) : limit,
        cache: options.cached ? 'default' : 'no-store',
        keepalive: options.keepalive ?? false,
        credentials: 'omit',
      });
    } catch (error) {
      throw new Unreachable(error);
    }
  }

  private address(path: string, query: CallOptions['query'] = {}): string {
    const asked = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (value !== null && value !== undefined) asked.set(name, String(value));
    }
    const tail = asked.toString();
    return `${this.server}${path}${tail ? `?${tail}` : ''}`;
  }
}
