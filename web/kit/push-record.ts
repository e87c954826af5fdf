/** What the service worker must know of this browser's subscription: it has neither a token nor the page's storage. */
export interface PushRecord {
  server: string;
  endpoint: string;
  /** The subscription's secret: who knows it and the endpoint is this browser. */
  auth: string;
  /** The server's public key, base64url. */
  key: string;
}

const cache = 'parley-push';
const place = '/.parley-push';

/** Null forgets. Where there is no such storage, nothing is kept, and the next visit to the preferences mends what broke. */
export async function keepRecord(record: PushRecord | null): Promise<void> {
  try {
    if (record === null) await caches.delete(cache);
    else await (await caches.open(cache)).put(place, new Response(JSON.stringify(record)));
  } catch {
    // private windows
  }
}

export async function recallRecord(): Promise<PushRecord | null> {
  try {
    const held = await (await caches.open(cache)).match(place);
    return held ? ((await held.json()) as PushRecord) : null;
  } catch {
    return null;
  }
}
