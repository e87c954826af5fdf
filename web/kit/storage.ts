/** Local storage where there is some, this page's memory where there is none (private windows, full disks). */
const memory = new Map<string, string>();

export function recall<T>(key: string): T | null {
  try {
    const held = memory.get(key) ?? localStorage.getItem(key);
    return held ? (JSON.parse(held) as T) : null;
  } catch {
    return null;
  }
}

/** Null forgets. */
export function keep(key: string, value: unknown): void {
  const text = value === null ? null : JSON.stringify(value);
  memory.delete(key);
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    if (text !== null) memory.set(key, text);
  }
}

export function keysWith(start: string): string[] {
  return [...new Set([...memory.keys(), ...storedKeys()])].filter(key => key.startsWith(start));
}

function storedKeys(): string[] {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}
