const endOfRecord = '\u001e';
const pingEveryMs = 15_000;
const silentForMs = 35_000;

/**
 * The receiving half of SignalR's JSON protocol over a WebSocket: handshake, invocations, pings. The official client
 * would be a quarter of the whole bundle, for transports and replies that a page which only listens never uses.
 */
export class Hub {
  readonly closed: Promise<void>;
  private readonly socket: WebSocket;
  private readonly pings: ReturnType<typeof setInterval>;
  private heardMs = Date.now();
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
        clearInterval(this.pings);
        this.shaken?.(false);
        resolve();
      };
    });
    this.pings = setInterval(() => this.beat(), pingEveryMs);
  }

  /** Whether the server took us. */
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
    if (Date.now() - this.heardMs > silentForMs) this.close();
    else if (this.socket.readyState === WebSocket.OPEN) this.send({ type: 6 });
  }

  private receive(data: string): void {
    this.heardMs = Date.now();
    for (const record of data.split(endOfRecord)) {
      if (record) this.handle(JSON.parse(record) as HubRecord);
    }
  }

  private handle(record: HubRecord): void {
    if (record.type === undefined) {
      this.shaken?.(!record.error);
      if (record.error) this.close();
    } else if (record.type === 1 && record.target) {
      this.push(record.target, record.arguments?.[0]);
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
