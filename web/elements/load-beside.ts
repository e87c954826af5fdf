const loading = new Map<string, Promise<unknown>>();

/** Loads a bundle that lies beside this one and defines `tag`; false when it cannot be had now. */
export async function loadBeside(bundle: string, tag: string): Promise<boolean> {
  if (customElements.get(tag)) return true;
  // In one expression the bundler would take it for a file to pack.
  const here = import.meta.url;
  const address = new URL(`./${bundle}.js`, here).href;
  try {
    if (!loading.has(bundle)) loading.set(bundle, import(/* @vite-ignore */ address));
    await loading.get(bundle);
    return true;
  } catch {
    loading.delete(bundle);
    return false;
  }
}
