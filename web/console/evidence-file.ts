import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { MessageFile } from '../kit/files/wire';
import { Refusal } from '../kit/problem';
import { tokens } from '../parts/styles/tokens';
import { askForBytes } from './ask';
import { fileStyle } from './style';
import type { ConsoleTongue } from './tongue';

const keptMs = 60_000;

/**
 * A file of a message. Nothing is fetched before it is asked for, since each opening is on record; a picture comes blurred, and is clear
 * only while somebody wants it so.
 */
@customElement('parley-evidence-file')
export class EvidenceFile extends LitElement {
  static override styles = [tokens, fileStyle];

  @property({ attribute: false }) tongue!: ConsoleTongue;
  @property({ attribute: false }) file!: MessageFile;
  /** Where it is opened: the case or the grant. */
  @property() under = '';
  @property({ attribute: false }) token = '';
  @state() private url = '';
  @state() private clear = false;
  @state() private busy = false;
  @state() private trouble = '';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.forget();
  }

  private forget(): void {
    if (this.url) URL.revokeObjectURL(this.url);
    this.url = '';
    this.clear = false;
  }

  private get isPicture(): boolean {
    return this.file.mediaType?.startsWith('image/') ?? false;
  }

  private async open(): Promise<void> {
    this.busy = true;
    this.trouble = '';
    try {
      const blob = await askForBytes(this.token, `${this.under}/files/${this.file.id}`);
      const url = URL.createObjectURL(blob);
      if (this.isPicture) this.url = url;
      else this.save(url);
    } catch (error) {
      this.trouble = error instanceof Refusal ? error.message : this.tongue.t('offline');
    } finally {
      this.busy = false;
    }
  }

  private save(url: string): void {
    const link = document.createElement('a');
    [link.href, link.download] = [url, this.file.name ?? ''];
    link.click();
    // Some browsers begin to read it only after a while.
    setTimeout(() => URL.revokeObjectURL(url), keptMs);
  }

  protected override render(): TemplateResult {
    const { t } = this.tongue;
    const { file, url, clear, trouble } = this;
    const name = html`<bdi>${file.name ?? t('files', { n: 1 })}</bdi>`;
    if (file.state !== 'ready') return html`<span class="soft">${name}</span>`;
    if (!url)
      return html`<button class="button" type="button" ?disabled=${this.busy} @click=${this.open}>${t(this.isPicture ? 'showPicture' : 'openFile')} · ${name}</button>
        ${trouble ? html`<span class="wrong" role="alert">${trouble}</span>` : nothing}`;
    return html`<button class="picture ${clear ? 'clear' : ''}" type="button" aria-pressed=${clear ? 'true' : 'false'} aria-label=${t('showClearly')}
      @click=${() => {
        this.clear = !clear;
      }}><img src=${url} alt=${file.name ?? ''}></button><span class="soft">${name}</span>`;
  }
}

/** The files of a message, below it. */
export function filesView(
  tongue: ConsoleTongue,
  files: readonly MessageFile[],
  at: FilesAt | null,
): TemplateResult | typeof nothing {
  if (!files.length) return nothing;
  if (!at) return html`<span class="by">${tongue.t('files', { n: files.length })}</span>`;
  return html`${files.map(
    file =>
      html`<parley-evidence-file .tongue=${tongue} .file=${file} .under=${at.under} .token=${at.token}></parley-evidence-file>`,
  )}`;
}

/** By which right files are opened. */
export interface FilesAt {
  /** Of the case or the grant, such as `/v1/cases/ID`. */
  under: string;
  token: string;
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-evidence-file': EvidenceFile;
  }
}
