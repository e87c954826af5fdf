import { type Refusal, refusalFrom } from '../kit/problem';

/** The operator's token: from the address's fragment, kept for this tab, never sent anywhere but to the API. */
export function takeToken(): string | null {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given) {
    sessionStorage.setItem('parley-operator', given);
    history.replaceState(null, '', location.pathname + location.search);
  }
  return given ?? sessionStorage.getItem('parley-operator');
}

/** The role that the token says; the server decides. */
export function roleOf(token: string | null): string {
  try {
    const part = token?.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? '';
    return String((JSON.parse(atob(part)) as { operator?: string }).operator ?? '');
  } catch {
    return '';
  }
}

/** Asks the server; a "no" is thrown as a `Refusal`. */
export async function ask<T>(token: string, method: string, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { Authorization: `Bearer ${token}` };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const answer = await fetch(path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw (await refusalFrom(answer)) as Refusal;
  return answer.status === 204 ? (undefined as T) : ((await answer.json()) as T);
}

/** Bytes of a file, with the operator's token, which no address carries. */
export async function askForBytes(token: string, path: string): Promise<Blob> {
  const answer = await fetch(path, { headers: { Authorization: `Bearer ${token}` }, cache: 'no-store' });
  if (!answer.ok) throw (await refusalFrom(answer)) as Refusal;
  return answer.blob();
}
