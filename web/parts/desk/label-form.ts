import { html } from 'lit';
import type { Colour, Label } from '../../kit/desk/wire';
import type { DeskTongue } from '../../kit/desk/words';
import { colours, dot } from './act-menus';
import type { MenuLook } from './menu';

interface LabelDeeds {
  save(name: string, colour: Colour): void;
  remove(): void;
}

/** A label's name and colour, and the way to be rid of it: it goes from every conversation. */
export function labelForm(label: Label, { t }: DeskTongue, deeds: LabelDeeds): MenuLook {
  const submit = (close: () => void) => (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.target as HTMLFormElement);
    const name = String(data.get('name')).trim();
    if (!name) return;
    close();
    deeds.save(name, data.get('colour') as Colour);
  };
  const remove = (close: () => void) => () => {
    close();
    deeds.remove();
  };
  return {
    title: t('label'),
    items: [],
    extra: close => html`<form class="menu-form" @submit=${submit(close)}>
      <label>${t('labelName')}<input name="name" type="text" required maxlength="40" autocomplete="off" .value=${label.name} /></label>
      <fieldset class="colours"><legend class="hidden">${t('colour')}</legend>
        ${colours.map(
          colour =>
            html`<label title=${t(colour)}><input type="radio" name="colour" value=${colour} aria-label=${t(colour)} ?checked=${colour === label.colour} />${dot({ colour })}</label>`,
        )}
      </fieldset>
      <button class="button" type="submit">${t('save')}</button>
      <button class="link danger" type="button" @click=${remove(close)}>${t('deleteLabel')}</button>
    </form>`,
  };
}
