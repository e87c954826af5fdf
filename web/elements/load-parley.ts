let loading: Promise<unknown> | null = null;

/** The big bundle lies beside this one; false when it cannot be had now. */
export async function loadParley(): Promise<boolean> {
  if (customElements.get('parley-thread')) return true;
  // In one expression the bundler would take it for a file to pack.
  const here = import.meta.url;
  const address = new URL('./parley.js', here).href;
  try {
    loading ??= import(/* @vite-ignore */ address);
    await loading;
    return true;
  } catch {
    loading = null;
    return false;
  }
}
