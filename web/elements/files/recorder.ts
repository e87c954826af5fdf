import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { clockText, Recording } from '../../kit/files/voice';
import type { FilesTongue } from '../../kit/files/words';
import { glyph } from '../../parts/files/glyphs';
import { icon } from '../../parts/icons';
import { LightElement } from '../../parts/light';

const bars = 32;

/** Records a voice message: listen to it, send it or discard it. */
@customElement('parley-recorder')
export class Recorder extends LightElement {
  @property({ attribute: false }) words!: FilesTongue;
  @property({ attribute: false }) send!: (file: File) => void;
  @property({ attribute: false }) close!: () => void;
  @state() private state: 'asking' | 'recording' | 'done' | 'barred' = 'asking';
  @state() private levels: number[] = [];
  @query('.recorder-go') private go!: HTMLElement | null;
  private recording: Recording | null = null;
  private file: File | null = null;
  private url: string | null = null;
  private ticks: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.ticks);
    this.recording?.drop();
    if (this.url) URL.revokeObjectURL(this.url);
  }

  private async begin(): Promise<void> {
    try {
      const recording = await Recording.begin();
      if (!this.isConnected) return recording.drop();
      this.recording = recording;
      this.state = 'recording';
      this.ticks = setInterval(() => {
        this.levels = [...this.levels, recording.level].slice(-bars);
      }, 120);
      await this.updateComplete;
      this.go?.focus();
    } catch {
      this.state = 'barred';
    }
  }

  protected override render(): TemplateResult {
    const { t } = this.words;
    const { state, recording } = this;
    if (state === 'barred')
      return html`<div class="recorder" role="alert"><span>${t('noMicrophone')}</span><button class="icon-button" type="button" aria-label=${t('close')} @click=${this.close}>${icon('close')}</button></div>`;
    const time = clockText(recording?.seconds ?? 0);
    return html`<div class="recorder" role="group" aria-label=${t('voice')} @keydown=${this.key}>
      <button class="icon-button" type="button" aria-label=${t('dropRecording')} title=${t('dropRecording')} @click=${this.close}>${glyph('bin')}</button>
      ${
        state === 'done'
          ? html`<parley-player .words=${this.words} .own=${this.url} .seconds=${recording?.seconds ?? 0} .name=${t('voiceNote')}></parley-player>`
          : html`<span class="recorder-dot" aria-hidden="true"></span><span class="recorder-time" role="timer" aria-label=${t('recording', { time })}>${time}</span>
            <span class="recorder-bars" aria-hidden="true">${this.levels.map(level => html`<i style="block-size:${Math.round(8 + level * 92)}%"></i>`)}</span>`
      }
      ${state === 'recording' ? html`<button class="icon-button recorder-stop" type="button" aria-label=${t('stopRecording')} title=${t('stopRecording')} @click=${this.stop}>${glyph('stop')}</button>` : nothing}
      ${state === 'asking' ? nothing : html`<button class="send recorder-go" type="button" aria-label=${t('sendRecording')} title=${t('sendRecording')} @click=${this.finish}>${icon('send')}</button>`}
    </div>`;
  }

  private readonly stop = async (): Promise<void> => {
    clearInterval(this.ticks);
    this.file ??= (await this.recording?.stop()) ?? null;
    if (!this.file) return;
    this.url = URL.createObjectURL(this.file);
    this.state = 'done';
    await this.updateComplete;
    this.go?.focus();
  };

  private readonly finish = async (): Promise<void> => {
    clearInterval(this.ticks);
    this.file ??= (await this.recording?.stop()) ?? null;
    this.recording = null;
    if (this.file) this.send(this.file);
  };

  private readonly key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-recorder': Recorder;
  }
}
