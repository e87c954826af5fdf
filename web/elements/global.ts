import { configure, type Settings } from '../kit/settings';

declare global {
  interface Window {
    /** Set once per page: where the server is and how to get a token. */
    Parley: { configure(settings: Settings): void };
  }
}

window.Parley = { configure };

/** Both bundles may be on one page; the first one to define an element wins. */
export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
