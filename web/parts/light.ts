import { LitElement } from 'lit';

/**
 * An inner element without a shadow root of its own: it renders into the root of the element that holds it, so that
 * one style sheet, one set of ids and the host's `::part` reach everything.
 */
export abstract class LightElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
