import type { Pending } from './outbox';
import { Refusal } from './problem';
import type { Session } from './session';
import { TokenSource } from './token';

/** What a host sets once with `Parley.configure`; attributes on an element win over it. */
export interface Settings {
  /** Address of the Parley server, for example `https://chat.example`. */
  server?: string;
  /** Returns a fresh person token (a JWT), or null when nobody is signed in. Called again when the old one runs out. */
  token?: () => Promise<string | null>;
  /** Called when somebody who is not signed in wants to go on; a good place to show the sign-in. */
  signIn?: () => void;
  /** BCP 47 language, for example `de` or `ar-EG`; else the page's `lang`, else the browser's. */
  locale?: string;
  /** `light`, `dark`, or `auto` (the default: follows the device). */
  theme?: 'light' | 'dark' | 'auto';
  /** A service worker of the page's own origin that takes in `elements/parley-push.js`, for example `/sw.js`. Without it there are no notifications of the browser. */
  pushWorker?: string;
  /** The page of the host's own with `<parley-preferences>`, for example `/notifications`; the bell of a thread leads there, with `as` and `conversation`. */
  preferencesUrl?: string;
}

interface Home {
  settings: Settings;
  tokens: Map<string, TokenSource>;
  changed: EventTarget;
  hooks: Hooks;
}

/** What the big bundle does for the others. */
interface Hooks {
  /** For the button's: sends what waits. */
  send?: (element: Element) => void;
  /** For the desk's: Lit as it is loaded already; build.mjs says which of it. */
  lit?: object;
  /** For pages of the desk that the first of them loads: their words. */
  settingsTongueFor?: unknown;
  /** For messages with files: brings these to the server. */
  carry?: (session: Session, place: string, item: Pending) => void;
}

// Both bundles may be on one page; they share what was configured and the tokens through this one place.
const place = globalThis as typeof globalThis & { __parley?: Home };
place.__parley ??= { settings: {}, tokens: new Map(), changed: new EventTarget(), hooks: {} };
const home: Home = place.__parley;

export function configure(settings: Settings): void {
  Object.assign(home.settings, settings);
  home.changed.dispatchEvent(new Event('change'));
}

export function settings(): Readonly<Settings> {
  return home.settings;
}

export function hooks(): Hooks {
  return home.hooks;
}

export function onConfigured(listener: () => void): () => void {
  home.changed.addEventListener('change', listener);
  return () => home.changed.removeEventListener('change', listener);
}

/** The page hears `parley-sign-in`, and the configured function is called. */
export function askToSignIn(element: Element): void {
  element.dispatchEvent(new CustomEvent('parley-sign-in', { bubbles: true, composed: true }));
  home.settings.signIn?.();
}

/** Where an element gets its data: its own attributes first, then what was configured. Null until both are known. */
export function connectionOf(element: Element): { server: string; tokens: TokenSource } | null {
  const server = (element.getAttribute('server') ?? home.settings.server)?.replace(/\/+$/, '');
  const tokenUrl = element.getAttribute('token-url');
  const ask = tokenUrl ? () => fetchToken(tokenUrl) : home.settings.token;
  if (server === undefined || !ask) return null;
  const key = `${server} ${tokenUrl ?? ''}`;
  let tokens = home.tokens.get(key);
  if (!tokens) {
    tokens = new TokenSource(tokenUrl ? ask : () => (home.settings.token ?? ask)());
    home.tokens.set(key, tokens);
  }
  return { server: new URL(server || '/', location.href).href.replace(/\/+$/, ''), tokens };
}

async function fetchToken(url: string): Promise<string> {
  const answer = await fetch(url, { credentials: 'same-origin', cache: 'no-store' });
  if (answer.status === 401 || answer.status === 403) throw new Refusal('unauthenticated', 401, '');
  if (!answer.ok) throw new Error(`The token address answered ${answer.status}.`);
  return (await answer.text()).trim();
}
