import { html, type TemplateResult } from 'lit';
import type { Desk } from '../../kit/desk/desk';
import { filingOf } from '../../kit/desk/folders';
import { snoozeTimes } from '../../kit/desk/snooze-times';
import type { Act, Colour, DeskRow, Label, Priority } from '../../kit/desk/wire';
import type { DeskTongue } from '../../kit/desk/words';
import { initials } from '../avatar';
import type { MenuItem, MenuLook } from './menu';
import { priorityMark } from './priority';

export const colours: readonly Colour[] = [
  'grey',
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'purple',
];
export const priorities: readonly Priority[] = ['urgent', 'high', 'normal', 'low'];

/** What the menus of acts need, in the list, in the bulk bar and over an open thread alike. */
export interface ActLook {
  desk: Desk;
  words: DeskTongue;
  /** What is known of the conversations that are to be changed. */
  rows(): DeskRow[];
  act(act: Act): void;
}

export function snoozeMenu({ words, act }: ActLook): MenuLook {
  const { t } = words;
  const { when } = words.main;
  const until = (at: Date) => act({ type: 'snooze', until: at.toISOString() });
  return {
    title: t('snooze'),
    items: [
      ...snoozeTimes().map(([name, at]): MenuItem => {
        const iso = at.toISOString();
        return { label: t(name), hint: when.moment(iso), act: () => until(at) };
      }),
      { label: t('nextMessage'), apart: true, act: () => act({ type: 'snooze', until: null }) },
    ],
    extra: close =>
      pickTime(words, at => {
        close();
        until(at);
      }),
  };
}

function pickTime({ t }: DeskTongue, choose: (at: Date) => void): TemplateResult {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).elements.namedItem('at') as HTMLInputElement;
    const at = new Date(field.value);
    if (at.getTime() > Date.now()) return choose(at);
    field.setCustomValidity(t('inThePast'));
    field.reportValidity();
  };
  const changed = (event: Event) => (event.target as HTMLInputElement).setCustomValidity('');
  return html`<form class="menu-form" @submit=${submit}>
    <label>${t('pickTime')}<input name="at" type="datetime-local" required min=${localMinute(new Date())} @input=${changed} /></label>
    <button class="button" type="submit">${t('snoozeUntil')}</button>
  </form>`;
}

function localMinute(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function assignMenu({ desk, words, rows, act }: ActLook): MenuLook {
  const { t } = words;
  const has = (id: string | null) =>
    rows().length > 0 && rows().every(row => (filingOf(row).assignee?.id ?? null) === id);
  const to = (id: string | null) => act({ type: 'assign', agent: id });
  const others = desk.team.filter(({ id, role }) => id !== desk.me && role !== 'read-only');
  const me = { id: desk.me, name: desk.nameOf(desk.me) };
  return {
    title: t('assign'),
    items: [
      { label: t('me'), mark: badge(me), checked: has(me.id), act: () => to(me.id) },
      ...others.map(
        (agent): MenuItem => ({
          label: agent.name,
          ...(agent.away ? { hint: t('away') } : {}),
          mark: badge(agent),
          checked: has(agent.id),
          act: () => to(agent.id),
        }),
      ),
      { label: t('nobody'), apart: true, checked: has(null), act: () => to(null) },
    ],
  };
}

function badge({ name }: { name: string }): TemplateResult {
  return html`<span class="assignee" aria-hidden="true">${initials(name)}</span>`;
}

export function priorityMenu({ words, rows, act }: ActLook): MenuLook {
  const { t } = words;
  return {
    title: t('priority'),
    items: priorities.map(level => ({
      label: t(level),
      mark: priorityMark(level),
      checked: rows().length > 0 && rows().every(row => filingOf(row).priority === level),
      act: () => act({ type: 'priority', level }),
    })),
  };
}

export function labelMenu(look: ActLook & { failed(error: unknown): void }): MenuLook {
  const { desk, words, rows, act } = look;
  const { t } = words;
  return {
    title: t('labels'),
    items: desk.labels.map((label): MenuItem => {
      const having = rows().filter(row => filingOf(row).labels.includes(label.id)).length;
      const checked = having === 0 ? false : having === rows().length ? true : 'mixed';
      const type = checked === true ? 'removeLabel' : 'addLabel';
      return {
        label: label.name,
        mark: dot(label),
        checked,
        stays: true,
        act: () => act({ type, label: label.id }),
      };
    }),
    search: {
      label: t('findLabel'),
      none: t(desk.labels.length === 0 ? 'firstLabel' : 'noLabels'),
      create: name => ({
        label: t('createLabel', { name }),
        act: () =>
          void desk
            .createLabel(name, colours[desk.labels.length % colours.length] ?? 'grey')
            .then(({ id }) => act({ type: 'addLabel', label: id }), look.failed),
      }),
    },
  };
}

export function dot({ colour }: Pick<Label, 'colour'>): TemplateResult {
  return html`<i class="dot ${colour}" aria-hidden="true"></i>`;
}
