import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Contents } from '../../kit/files/contents';
import { clockText } from '../../kit/files/voice';
import type { FilesTongue } from '../../kit/files/words';
import { glyph } from '../../parts/files/glyphs';
import { LightElement } from '../../parts/light';

/** Plays a sound, or a film in its place. Nothing is loaded before it is asked for. */
@customElement('parley-player')
export class Player extends LightElement {
  @property({ attribute: false }) contents!: Contents;
  @property({ attribute: false }) words!: FilesTongue;
  @property() conversation = '';
  @property() file = '';
  @property() name = '';
  @property() type = '';
  /** It is here already. */
  @property() own: string | null = null;
  /** How long it is, where that is known before it is loaded. */
  @property({ type: Number }) seconds = 0;
  @property({ type: Boolean }) film = false;
  @state() private url: string | null = null;
  @state() private state: 'idle' | 'loading' | 'playing' | 'lost' = 'idle';
  @state() private at = 0;
  @state() private length = 0;
  @query('audio, video') private media!: HTMLMediaElement | null;
  private borrowed = false;
  private measuring = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.media?.pause();
    if (this.borrowed) this.contents.giveBack(this.file, 'whole');
    this.borrowed = false;
    this.url = null;
    this.state = 'idle';
  }

  protected override render(): TemplateResult {
    return this.film ? this.screen() : this.sound();
  }

  private screen(): TemplateResult {
    const { t } = this.words;
    const { name } = this;
    if (this.url && this.state !== 'lost')
      return html`<video src=${this.url} controls playsinline autoplay aria-label=${name} @error=${this.lost}></video>`;
    return html`<button class="film-play" type="button" aria-label=${t('play', { name })} aria-busy=${this.state === 'loading'} @click=${this.play}>
      <span class="film-round ${this.state}">${glyph('play')}</span>${this.state === 'lost' ? html`<small role="alert">${t(this.url ? 'cannotShow' : 'loadFailed')}</small>` : nothing}
    </button>`;
  }

  private sound(): TemplateResult {
    const { t } = this.words;
    const { name, state, at } = this;
    const length = this.length || this.seconds;
    const playing = state === 'playing';
    return html`${this.url || this.own ? html`<audio src=${this.url ?? this.own} preload="metadata" @play=${this.began} @pause=${this.ended} @ended=${this.ended} @timeupdate=${this.moved} @loadedmetadata=${this.measure} @durationchange=${this.moved} @error=${this.lost}></audio>` : nothing}
      <button class="sound-play ${state}" type="button" aria-label=${playing ? t('pause') : t('play', { name })} aria-busy=${state === 'loading'} @click=${playing ? this.rest : this.play}>${glyph(playing ? 'pause' : 'play')}</button>
      <input class="sound-at" type="range" min="0" max=${length || 1} step="0.1" .value=${String(at)} ?disabled=${length === 0} style="--at:${length ? (at / length) * 100 : 0}%" aria-label=${t('position')} aria-valuetext=${clockText(at)} @input=${this.seek} />
      <span class="sound-time">${state === 'lost' ? t('loadFailed') : playing || at > 0 ? clockText(at) : length ? clockText(length) : ''}</span>`;
  }

  private readonly play = async (): Promise<void> => {
    if (this.state === 'lost' && this.borrowed) {
      this.contents.giveBack(this.file, 'whole');
      this.borrowed = false;
      this.url = null;
    }
    if (!this.url && !this.own) {
      this.state = 'loading';
      try {
        this.borrowed = true;
        this.url = await this.contents.borrow(this.conversation, this.file, 'whole', this.type || null);
        this.state = 'idle';
      } catch {
        this.borrowed = false;
        this.state = 'lost';
        return;
      }
      await this.updateComplete;
    }
    if (this.film) this.media?.focus();
    else await this.media?.play().catch(() => this.lost());
  };

  private readonly rest = (): void => this.media?.pause();

  private readonly began = (): void => {
    this.state = 'playing';
  };

  private readonly ended = (): void => {
    this.state = 'idle';
    if (this.media?.ended) this.at = 0;
  };

  private readonly moved = (): void => {
    const { media } = this;
    if (!media) return;
    if (Number.isFinite(media.duration)) this.length = media.duration;
    if (this.measuring) {
      if (!Number.isFinite(media.duration)) return;
      this.measuring = false;
      media.currentTime = 0;
    }
    this.at = media.ended ? 0 : media.currentTime;
  };

  /** What a browser recorded says how long it is only at its end: one looks there first. */
  private readonly measure = (): void => {
    const { media } = this;
    if (!media || Number.isFinite(media.duration)) return;
    this.measuring = true;
    media.currentTime = 1e9;
  };

  private readonly seek = (event: Event): void => {
    if (this.media) this.media.currentTime = Number((event.target as HTMLInputElement).value);
  };

  private readonly lost = (): void => {
    this.state = 'lost';
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-player': Player;
  }
}
