const endOfRecord = '\u001e';
const beatMs = 5_000;
/** The server ends a connection that was silent for 150 s. */
const pingEveryMs = 60_000;
/** The server says something at least every 40 s: after this long without a word the line is dead. */
const silentForMs = 90_000;

/**
 * The receiving half of SignalR's JSON protocol over a WebSocket: handshake, invocations, pings. The official client
 * would be a quarter of the whole bundle, for transports and replies that a page which only listens never uses.
 */
export class Hub {
  readonly closed: Promise<void>;
  private readonly socket: WebSocket;
  private readonly beats: ReturnType<typeof setInterval>;
  private heardMs = Date.now();
  private pingedMs = Date.now();
  private shaken: ((ok: boolean) => void) | null = null;

  constructor(
    url: string,
    private readonly push: (target: string, argument: unknown) => void,
  ) {
    this.socket = new WebSocket(url);
    this.socket.onopen = () => this.send({ protocol: 'json', version: 1 });
    this.socket.onmessage = event => this.receive(String(event.data));
    this.closed = new Promise(resolve => {
      this.socket.onclose = () => {
        clearInterval(this.beats);
        this.shaken?.(false);
        resolve();
      };
    });
    this.beats = setInterval(() => this.beat(), beatMs);
  }

  /** Whether the server took us; from then on every push reaches us. */
  open(): Promise<boolean> {
    return new Promise(resolve => {
      this.shaken = ok => {
        this.shaken = null;
        resolve(ok);
      };
    });
  }

  close(): void {
    this.socket.close();
  }

  private beat(): void {
    const now = Date.now();
    if (now - this.heardMs > silentForMs) {
      this.close();
    } else if (this.socket.readyState === WebSocket.OPEN && now - this.pingedMs >= pingEveryMs) {
      this.pingedMs = now;
      this.send({ type: 6 });
    }
  }

  private receive(data: string): void {
    this.heardMs = Date.now();
    for (const record of data.split(endOfRecord)) {
      if (record) this.handle(JSON.parse(record) as HubRecord);
    }
  }

  private handle(record: HubRecord): void {
    if (record.type === undefined) {
      if (record.error) this.close();
    } else if (record.type === 1 && record.target) {
      if (record.target === 'ready') this.shaken?.(true);
      else this.push(record.target, record.arguments?.[0]);
    } else if (record.type === 7) {
      this.close();
    }
  }

  private send(record: object): void {
    this.socket.send(JSON.stringify(record) + endOfRecord);
  }
}

interface HubRecord {
  type?: number;
  error?: string;
  target?: string;
  arguments?: unknown[];
}
