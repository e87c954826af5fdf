import { html, nothing, type TemplateResult } from 'lit';
import type { Desk } from '../../kit/desk/desk';
import { folders } from '../../kit/desk/folders';
import { type DeskQuery, keyOf, queryFrom, usualSort } from '../../kit/desk/query';
import type { FolderName, Label } from '../../kit/desk/wire';
import type { DeskTongue } from '../../kit/desk/words';
import { icon } from '../icons';
import { dot } from './act-menus';
import { deskIcon } from './icons';
import type { MenuItem, MenuLook } from './menu';
import { pageItems, pageNav } from './page-nav';

export interface RailLook {
  desk: Desk;
  words: DeskTongue;
  query: DeskQuery;
  go(query: DeskQuery): void;
  deleteView(id: string): void;
  editLabel(label: Label, button: HTMLElement): void;
  sheet(): void;
}

/** The folders there are: mentions only where the server knows of notes. */
export function foldersOf(desk: Desk): FolderName[] {
  return folders.filter(folder => folder !== 'mentions' || desk.counts.mentions !== undefined);
}

/** Those that want to be emptied; of the others nobody wants to know how full they are. */
const counted: readonly FolderName[] = [
  'needs',
  'unread',
  'mine',
  'unassigned',
  'mentions',
  'snoozed',
  'spam',
];

export function countOf(desk: Desk, folder: FolderName): string {
  const n = counted.includes(folder) ? (desk.counts[folder] ?? 0) : 0;
  return n === 0 ? '' : n >= 1000 ? '999+' : String(n);
}

function places({ desk, words, query, go }: RailLook) {
  const here = keyOf(query);
  const folder = (name: FolderName) => {
    const to: DeskQuery = { folder: name, sort: usualSort(name), filters: {} };
    const labelled = Boolean(query.filters.label) && name === 'all';
    return {
      name,
      label: words.t(name),
      count: countOf(desk, name),
      to,
      on: query.folder === name && !labelled,
    };
  };
  const saved = desk.views.map(view => {
    const to = queryFrom(view.query);
    return { view, to, on: keyOf(to) === here };
  });
  const labels = desk.labels.map(label => {
    const to: DeskQuery = { folder: 'all', sort: 'time', filters: { label: label.id } };
    return { label, to, on: keyOf(to) === here };
  });
  const own = saved.some(({ on }) => on) || labels.some(({ on }) => on);
  const all = foldersOf(desk).map(folder);
  return { folders: all.map(one => ({ ...one, on: one.on && !own })), saved, labels, go };
}

/** The folders beside the list, what was saved and the team's labels below them. */
export function rail(look: RailLook): TemplateResult {
  const { words, go } = look;
  const { t } = words;
  const { folders, saved, labels } = places(look);
  const place = (one: { to: DeskQuery; on: boolean }, inside: TemplateResult, name = '') =>
    html`<button class="place ${name}" type="button" aria-current=${one.on ? 'true' : nothing} @click=${() => go(one.to)}>${inside}</button>`;
  const aside = (words: string, drawing: TemplateResult, press: (button: HTMLElement) => void) =>
    html`<button class="forget" type="button" aria-label=${words} title=${words} @click=${(event: Event) => press(event.currentTarget as HTMLElement)}>${drawing}</button>`;
  const view = (one: (typeof saved)[number]) => {
    const { id, name, team } = one.view;
    const inside = html`${deskIcon(team ? 'team' : 'view')}<span class="place-name" dir="auto">${name}</span>`;
    const forget = aside(t('deleteView', { name }), icon('close'), () => look.deleteView(id));
    return html`<li class="saved">${place(one, inside)}${forget}</li>`;
  };
  const label = (one: (typeof labels)[number]) => {
    const inside = html`${dot(one.label)}<span class="place-name" dir="auto">${one.label.name}</span>`;
    const edit = aside(t('editLabel', { name: one.label.name }), deskIcon('dots'), button =>
      look.editLabel(one.label, button),
    );
    return html`<li class="saved">${place(one, inside)}${edit}</li>`;
  };
  return html`<nav class="rail-places" aria-label=${t('folders')}>
    <ul role="list">${folders.map(one => html`<li>${place(one, folderInside(one, words), one.name)}</li>`)}</ul>
    ${saved.length > 0 ? html`<h3>${t('views')}</h3><ul role="list">${saved.map(view)}</ul>` : nothing}
    ${labels.length > 0 ? html`<h3>${t('labels')}</h3><ul role="list">${labels.map(label)}</ul>` : nothing}
  </nav>${pageNav(words.main, 'inbox')}
  <div class="rail-places"><button class="place" type="button" aria-haspopup="dialog" @click=${look.sheet}>${deskIcon('keys')}<span class="place-name">${t('keys')}</span><kbd aria-hidden="true">?</kbd></button></div>`;
}

function folderInside(
  { name, label, count }: { name: FolderName; label: string; count: string },
  words: DeskTongue,
): TemplateResult {
  return html`${deskIcon(name)}<span class="place-name">${label}</span>${
    count
      ? html`<span class="place-count"><span aria-hidden="true" dir="ltr">${count}</span><span class="hidden">${spokenCount(words, count)}</span></span>`
      : nothing
  }`;
}

export function spokenCount({ t }: DeskTongue, count: string): string {
  return count === '999+' ? t('manyMore') : t('inFolder', { n: Number(count) });
}

/** The same places as a menu, where there is no room for a rail. */
export function placesMenu(look: RailLook, from: Element): MenuLook {
  const { folders, saved, labels, go } = places(look);
  return {
    title: look.words.t('folders'),
    items: [
      ...folders.map(
        ({ name, label, count, to, on }): MenuItem => ({
          label,
          hint: count,
          mark: deskIcon(name),
          checked: on,
          act: () => go(to),
        }),
      ),
      ...saved.map(
        ({ view, to, on }, i): MenuItem => ({
          label: view.name,
          mark: deskIcon(view.team ? 'team' : 'view'),
          checked: on,
          apart: i === 0,
          act: () => go(to),
        }),
      ),
      ...labels.map(
        ({ label, to, on }, i): MenuItem => ({
          label: label.name,
          mark: dot(label),
          checked: on,
          apart: i === 0,
          act: () => go(to),
        }),
      ),
      ...pageItems(look.words.main, 'inbox', from),
    ],
  };
}
