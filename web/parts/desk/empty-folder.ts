import { html, type TemplateResult } from 'lit';
import { type DeskQuery, filtered } from '../../kit/desk/query';
import type { DeskTongue } from '../../kit/desk/words';
import { empty } from '../empty';

/** Says what the folder is for and what fills it; with filters, how to see more. */
export function emptyFolder({ t }: DeskTongue, query: DeskQuery, clear: () => void): TemplateResult {
  if (filtered(query)) {
    const button = html`<button class="button" type="button" @click=${clear}>${t('clearFilters')}</button>`;
    return empty('pick', t('filteredEmptyTitle'), t('filteredEmpty'), button);
  }
  const { folder } = query;
  const done = folder === 'needs' || folder === 'unread' || folder === 'unassigned' || folder === 'spam';
  return empty(
    done ? 'done' : folder === 'all' ? 'talk' : 'pick',
    t(`${folder}EmptyTitle`),
    t(`${folder}Empty`),
  );
}
