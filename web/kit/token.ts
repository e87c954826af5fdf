import { Refusal, Unreachable } from './problem';
import { leavePush } from './push-owner';

const earlyMs = 30_000;

/**
 * Keeps one person token, asks the host for the next one shortly before it runs out, and never twice at once. Where
 * nobody is signed in it refuses like the server would (401); a host that cannot answer is out of reach like a server.
 */
export class TokenSource {
  /** The host said last that nobody is signed in. */
  signedOut = false;
  private current: string | null = null;
  private expiresMs = 0;
  private asking: Promise<string> | null = null;

  constructor(private readonly ask: () => Promise<string | null>) {}

  /** A token that is good for at least some seconds. */
  get(): Promise<string> {
    if (this.current && Date.now() < this.expiresMs - earlyMs) return Promise.resolve(this.current);
    return this.renew();
  }

  /** Throws `stale` away (the server refused it) and asks for another, unless someone already did. */
  renew(stale?: string): Promise<string> {
    if (stale !== undefined && this.current !== null && this.current !== stale)
      return Promise.resolve(this.current);
    this.asking ??= this.load().finally(() => {
      this.asking = null;
    });
    return this.asking;
  }

  /** The person the token speaks for. */
  async person(): Promise<string> {
    return String(claims(await this.get()).sub ?? '');
  }

  private async load(): Promise<string> {
    const token = await this.answer();
    this.signedOut = token === '';
    if (this.signedOut) {
      this.current = null;
      void leavePush('');
      throw new Refusal('unauthenticated', 401, '');
    }
    const { sub, exp } = claims(token);
    void leavePush(String(sub ?? ''));
    // A token without a readable end is used until the server refuses it.
    this.expiresMs = typeof exp === 'number' ? exp * 1000 : Number.POSITIVE_INFINITY;
    this.current = token;
    return token;
  }

  /** Empty when nobody is signed in. */
  private async answer(): Promise<string> {
    try {
      return ((await this.ask()) ?? '').trim();
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) return '';
      throw new Unreachable(error);
    }
  }
}

function claims(token: string): { sub?: unknown; exp?: unknown } {
  try {
    const body = (token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/');
    const bytes = Uint8Array.from(atob(body), c => c.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)) as { sub?: unknown; exp?: unknown };
  } catch {
    return {};
  }
}
