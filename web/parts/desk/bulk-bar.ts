import { html, nothing, type TemplateResult } from 'lit';
import type { Act, FolderName } from '../../kit/desk/wire';
import type { DeskTongue } from '../../kit/desk/words';
import { icon } from '../icons';
import { type DeskIcon, deskIcon } from './icons';
import type { MenuItem, MenuLook } from './menu';

export interface BulkLook {
  words: DeskTongue;
  /** False for those who may only look, star and mark. */
  mayFile: boolean;
  count: number;
  loaded: number;
  /** There are more in the folder than were loaded. */
  hasMore: boolean;
  folder: FolderName;
  /** How many were found while the whole folder is gathered. */
  gathering: number | null;
  progress: { done: number; of: number } | null;
  act(act: Act): void;
  menu(kind: 'snooze' | 'assign' | 'label' | 'priority', button: HTMLElement): void;
  more(button: HTMLElement): void;
  clear(): void;
  selectLoaded(): void;
  selectAll(): void;
  stop(): void;
}

/** What can be done with everything that is ticked. */
export function bulkBar(look: BulkLook): TemplateResult {
  const { words, count, progress } = look;
  const { t } = words;
  const button = (label: string, drawing: DeskIcon, press: (button: HTMLElement) => void, opens = false) =>
    html`<button class="icon-button" type="button" aria-label=${label} title=${label} aria-haspopup=${opens ? 'dialog' : nothing}
      @click=${(event: Event) => press(event.currentTarget as HTMLElement)}>${deskIcon(drawing)}</button>`;
  const back = look.folder === 'archived' || look.folder === 'spam';
  return html`<div class="bulk" role="region" aria-label=${t('selected', { n: count })}>
    <div class="bulk-head">
      <button class="icon-button" type="button" aria-label=${t('clearSelection')} title=${t('clearSelection')} @click=${look.clear}>${icon('close')}</button>
      <strong>${t('selected', { n: count })}</strong>
      ${how(look)}
    </div>
    ${progress ? html`<progress max=${progress.of} value=${progress.done} aria-label=${t('working', progress)}></progress>` : nothing}
    <div class="bulk-acts">
      ${
        look.mayFile
          ? html`${back ? button(t('restore'), 'restore', () => look.act({ type: 'restore' })) : button(t('archive'), 'archived', () => look.act({ type: 'archive' }))}
      ${back ? nothing : button(t('snooze'), 'snoozed', it => look.menu('snooze', it), true)}
      ${button(t('assign'), 'assign', it => look.menu('assign', it), true)}
      ${button(t('label'), 'label', it => look.menu('label', it), true)}
      ${button(t('priority'), 'priority', it => look.menu('priority', it), true)}`
          : nothing
      }
      ${button(t('star'), 'starred', () => look.act({ type: 'star' }))}
      ${button(t('markUnread'), 'unread', () => look.act({ type: 'markUnread' }))}
      ${button(t('more'), 'dots', it => look.more(it), true)}
    </div>
  </div>`;
}

/** How to tick more: what is loaded first, then the whole folder; while that is under way, how far it is. */
function how({ words: { t }, ...look }: BulkLook): TemplateResult | typeof nothing {
  const { gathering, progress } = look;
  const link = (words: string, press: () => void) =>
    html`<button class="link" type="button" @click=${press}>${words}</button>`;
  if (gathering !== null || progress) {
    const words = progress ? t('working', progress) : t('selectingAll', { n: gathering ?? 0 });
    return html`<span class="soft">${words}</span>${link(t('stop'), look.stop)}`;
  }
  if (look.count < look.loaded)
    return link(look.hasMore ? t('selectLoaded', { n: look.loaded }) : t('selectAll'), look.selectLoaded);
  return look.hasMore ? link(t('selectAll'), look.selectAll) : nothing;
}

/** What is done to many less often. */
export function moreMenu(
  { t }: DeskTongue,
  folder: FolderName,
  mayFile: boolean,
  act: (act: Act) => void,
): MenuLook {
  const item = (label: string, type: Act['type']): MenuItem => ({ label, act: () => act({ type }) });
  return {
    title: t('more'),
    items: [
      item(t('markRead'), 'markRead'),
      item(t('unstar'), 'unstar'),
      ...(mayFile ? [item(t('noAnswer'), 'noAnswerNeeded')] : []),
      ...(mayFile && folder !== 'spam' ? [item(t('markSpam'), 'spam')] : []),
    ],
  };
}
