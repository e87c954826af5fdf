let loading: Promise<unknown> | null = null;

/** What only vendors need lies beside this bundle; false when it cannot be had now. */
export async function loadDesk(): Promise<boolean> {
  if (customElements.get('parley-desk')) return true;
  // In one expression the bundler would take it for a file to pack.
  const here = import.meta.url;
  const address = new URL('./desk.js', here).href;
  try {
    loading ??= import(/* @vite-ignore */ address);
    await loading;
    return true;
  } catch {
    loading = null;
    return false;
  }
}
