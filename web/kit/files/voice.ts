const types = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];
const mostMs = 10 * 60_000;

/** What this browser can record in; null where it cannot. */
export function voiceType(): string | null {
  if (typeof MediaRecorder === 'undefined' || !navigator.mediaDevices) return null;
  return types.find(type => MediaRecorder.isTypeSupported(type)) ?? null;
}

/** One recording: begins with the microphone, ends with a file. */
export class Recording {
  private readonly chunks: Blob[] = [];
  private readonly began = Date.now();
  private readonly audio = new AudioContext();
  private readonly meter = this.audio.createAnalyser();
  private readonly end: ReturnType<typeof setTimeout>;
  private ended = 0;

  private constructor(
    private readonly stream: MediaStream,
    private readonly recorder: MediaRecorder,
  ) {
    this.audio.createMediaStreamSource(stream).connect(this.meter);
    recorder.ondataavailable = event => this.chunks.push(event.data);
    recorder.start(1_000);
    this.end = setTimeout(() => this.stop(), mostMs);
  }

  static async begin(): Promise<Recording> {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    return new Recording(stream, new MediaRecorder(stream, { mimeType: voiceType() ?? '' }));
  }

  get seconds(): number {
    return Math.floor(((this.ended || Date.now()) - this.began) / 1000);
  }

  /** How loud it is just now, 0 to 1. */
  get level(): number {
    const samples = new Uint8Array(this.meter.fftSize);
    this.meter.getByteTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + ((sample - 128) / 128) ** 2, 0) / samples.length;
    return Math.min(1, Math.sqrt(power) * 4);
  }

  async stop(): Promise<File> {
    clearTimeout(this.end);
    this.ended ||= Date.now();
    if (this.recorder.state !== 'inactive') {
      const stopped = new Promise(resolve => {
        this.recorder.onstop = resolve;
      });
      this.recorder.stop();
      await stopped;
    }
    this.release();
    const type = this.recorder.mimeType.split(';')[0] ?? '';
    return new File(this.chunks, nameAt(new Date(this.began), type), { type });
  }

  drop(): void {
    clearTimeout(this.end);
    if (this.recorder.state !== 'inactive') this.recorder.stop();
    this.release();
  }

  private release(): void {
    for (const track of this.stream.getTracks()) track.stop();
    void this.audio.close().catch(() => undefined);
  }
}

function nameAt(at: Date, type: string): string {
  const stamp = at.toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '');
  const ending = type.includes('mp4') ? 'm4a' : type.includes('ogg') ? 'ogg' : 'webm';
  return `voice-${stamp}.${ending}`;
}

/** 75 seconds are 1:15. */
export function clockText(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.round(seconds) : 0;
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
