import { html } from 'lit';
import type { DeskTongue } from '../../kit/desk/words';
import type { MenuLook } from './menu';

/** Asks for the name under which folder, filters and order are kept. */
export function viewForm({ t }: DeskTongue, save: (name: string, team: boolean) => Promise<void>): MenuLook {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const { elements } = event.target as HTMLFormElement;
    const name = (elements.namedItem('name') as HTMLInputElement).value.trim();
    const team = (elements.namedItem('scope') as RadioNodeList).value === 'team';
    if (name) void save(name, team);
  };
  return {
    title: t('saveThis'),
    items: [],
    extra: () => html`<form class="menu-form" @submit=${submit}>
      <label>${t('viewName')}<input name="name" type="text" required maxlength="60" autocomplete="off" /></label>
      <div class="scopes">
        <label><input type="radio" name="scope" value="me" checked />${t('forMe')}</label>
        <label><input type="radio" name="scope" value="team" />${t('forTeam')}</label>
      </div>
      <button class="button" type="submit">${t('save')}</button>
    </form>`,
  };
}
