import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { LightElement } from '../parts/light';
import type { ConsoleTongue } from './tongue';

export const sections = [
  'queue',
  'people',
  'grants',
  'policy',
  'told',
  'audit',
  'quality',
  'system',
] as const;
export type SectionName = (typeof sections)[number];

/**
 * The console's parts: in one line where there is room, else behind a button that says which one is open. Arrow keys move among them, and
 * Escape leads back to the button.
 */
@customElement('parley-console-sections')
export class SectionsMenu extends LightElement {
  @property({ attribute: false }) tongue!: ConsoleTongue;
  @property() open: SectionName = 'queue';
  /** The words of the language are here. */
  @property({ attribute: false }) spoken = false;
  @property({ attribute: false }) go!: (section: SectionName) => void;
  @state() private unfolded = false;
  @query('.fold') private button!: HTMLButtonElement;

  private get places(): HTMLButtonElement[] {
    return [...this.querySelectorAll<HTMLButtonElement>('.places button')];
  }

  private readonly fold = async (): Promise<void> => {
    this.unfolded = !this.unfolded;
    await this.updateComplete;
    if (this.unfolded) this.places.find(place => place.matches('[aria-current]'))?.focus();
  };

  private readonly choose = (section: SectionName): void => {
    this.go(section);
    if (!this.unfolded) return;
    this.unfolded = false;
    this.button.focus();
  };

  private readonly pressed = (event: KeyboardEvent): void => {
    const { places } = this;
    const at = places.indexOf(event.target as HTMLButtonElement);
    if (event.key === 'Escape' && this.unfolded) {
      this.unfolded = false;
      this.button.focus();
    } else if (at >= 0 && event.key in this.steps) {
      const { key } = event;
      const to = key === 'Home' ? 0 : key === 'End' ? places.length - 1 : at + (this.steps[key] ?? 0);
      places[to]?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** In the direction of writing. */
  private get steps(): Record<string, number> {
    const forth = this.tongue.dir === 'rtl' ? -1 : 1;
    return { ArrowRight: forth, ArrowLeft: -forth, ArrowDown: 1, ArrowUp: -1, Home: 0, End: 0 };
  }

  private readonly left = ({ relatedTarget }: FocusEvent): void => {
    if (!this.contains(relatedTarget as Node | null)) this.unfolded = false;
  };

  protected override render(): TemplateResult {
    const { open, unfolded } = this;
    const { t } = this.tongue;
    const name = (section: SectionName) => t(section === 'quality' ? 'qualityPage' : section);
    return html`<nav aria-label=${t('sections')} @keydown=${this.pressed} @focusout=${this.left}>
      <button class="fold" type="button" aria-expanded=${unfolded} aria-controls="places" @click=${this.fold}>${name(open)}</button>
      <div class="places ${unfolded ? 'unfolded' : ''}" id="places">${sections.map(
        section =>
          html`<button type="button" aria-current=${section === open ? 'page' : nothing} @click=${() => this.choose(section)}>${name(section)}</button>`,
      )}</div>
    </nav>`;
  }
}
