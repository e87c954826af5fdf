import { html, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Contents } from '../../kit/files/contents';
import { LightElement } from '../../parts/light';
import { loadBeside } from '../load-beside';

/** What draws: it comes with its own bundle. */
interface Drawing extends HTMLElement {
  draw(file: Blob, width: number): Promise<boolean>;
}

/** The first page of a PDF, drawn when it comes near to being seen. Its place is there from the start. */
@customElement('parley-first-page')
export class FirstPage extends LightElement {
  @property({ attribute: false }) contents!: Contents;
  @property() conversation = '';
  @property() file = '';
  @state() private shown: 'waits' | 'page' | 'none' = 'waits';
  private readonly near = new IntersectionObserver(
    entries => {
      if (entries.some(entry => entry.isIntersecting)) void this.load();
    },
    { rootMargin: '300px' },
  );

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.shown === 'waits') this.near.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.near.disconnect();
  }

  protected override render(): TemplateResult {
    return html`<span class="first-page ${this.shown}" aria-hidden="true"></span>`;
  }

  private async load(): Promise<void> {
    this.near.disconnect();
    const place = this.querySelector('.first-page');
    try {
      if (!place || !(await loadBeside('pdf', 'parley-pdf'))) throw new Error('It cannot be drawn now.');
      const blob = await this.contents.blob(this.conversation, this.file, 'whole');
      const drawing = document.createElement('parley-pdf') as Drawing;
      place.replaceChildren(drawing);
      this.shown = (await drawing.draw(blob, place.clientWidth || 320)) ? 'page' : 'none';
    } catch {
      this.shown = 'none';
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-first-page': FirstPage;
  }
}
