import type { Tongue } from '../kit/i18n';
import { Refusal, Unreachable } from '../kit/problem';

/** What to tell people: our own words where we have them, else the server's sentence. */
export function problemText({ t }: Tongue, error: unknown): string {
  if (error instanceof Unreachable) return t('cannotLoad');
  if (!(error instanceof Refusal)) return t('didNotWork');
  if (error.status === 401) return t('signInAgain');
  if (error.status === 404) return t('notFound');
  if (error.code === 'edit-window-over') return t('editOver');
  return error.message || t('didNotWork');
}
