/** An address from the host, if a browser may follow it: http and https only. */
export function safeUrl(address: string | null | undefined): string | null {
  if (!address) return null;
  try {
    const url = new URL(address, location.href);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}
