import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Contents, Size } from '../../kit/files/contents';
import { LightElement } from '../../parts/light';

/** A picture that is loaded when it comes near to being seen. Its place is as large as it will be. */
@customElement('parley-picture')
export class Picture extends LightElement {
  @property({ attribute: false }) contents!: Contents;
  @property() conversation = '';
  @property() file = '';
  @property() size: Size = 'small';
  @property() name = '';
  /** It was chosen on this page: nothing is to be loaded. */
  @property() own: string | null = null;
  @state() private url: string | null = null;
  @state() private lost = false;
  private borrowed: [string, Size] | null = null;
  private readonly near = new IntersectionObserver(
    entries => {
      if (entries.some(entry => entry.isIntersecting)) void this.load();
    },
    { rootMargin: '600px' },
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.near.observe(this);
    window.addEventListener('online', this.again);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.near.disconnect();
    window.removeEventListener('online', this.again);
    this.giveBack();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if ((changes.has('file') || changes.has('size')) && this.borrowed) {
      this.giveBack();
      void this.load();
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const url = this.own ?? this.url;
    if (url && !this.lost)
      return html`<img src=${url} alt=${this.name} draggable="false" @error=${this.broken} />`;
    return this.lost ? html`<span class="picture-lost"><bdi>${this.name}</bdi></span>` : nothing;
  }

  private async load(): Promise<void> {
    if (this.own || this.borrowed || !this.file) return;
    this.near.disconnect();
    const { file, size } = this;
    this.borrowed = [file, size];
    this.lost = false;
    try {
      const url = await this.contents.borrow(this.conversation, file, size);
      if (this.file === file && this.isConnected) this.url = url;
    } catch {
      this.borrowed = null;
      this.lost = true;
    }
  }

  private giveBack(): void {
    if (this.borrowed) this.contents.giveBack(...this.borrowed);
    this.borrowed = null;
    this.url = null;
  }

  private readonly broken = (): void => {
    this.lost = true;
  };

  private readonly again = (): void => {
    if (this.lost) void this.load();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-picture': Picture;
  }
}
