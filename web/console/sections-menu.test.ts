import { expect, test } from 'vitest';
import { type SectionName, type SectionsMenu, sections } from './sections-menu';
import './sections-menu';
import { tongue } from './samples';

async function menu(dir: 'ltr' | 'rtl' = 'ltr') {
  const element = document.createElement('parley-console-sections') as SectionsMenu;
  const gone: SectionName[] = [];
  element.tongue = Object.assign(Object.create(tongue), { dir });
  element.open = 'people';
  element.go = section => {
    gone.push(section);
    element.open = section;
  };
  document.body.append(element);
  await element.updateComplete;
  const fold = element.querySelector<HTMLButtonElement>('.fold');
  const places = [...element.querySelectorAll<HTMLButtonElement>('.places button')];
  const press = (key: string) =>
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, composed: true }),
    );
  return { element, gone, fold, places, press };
}

test('the button says which part is open, and unfolds all of them with the focus on it', async () => {
  const { element, fold, places } = await menu();
  expect(fold?.textContent).toBe('People');
  expect(fold?.getAttribute('aria-expanded')).toBe('false');
  expect(places.length).toBe(sections.length);
  fold?.click();
  await element.updateComplete;
  await Promise.resolve();
  expect(fold?.getAttribute('aria-expanded')).toBe('true');
  expect(document.activeElement).toBe(places[1]);
});

test('choosing one folds it up and leads back to the button', async () => {
  const { element, fold, places, gone } = await menu();
  fold?.click();
  await element.updateComplete;
  places[3]?.click();
  await element.updateComplete;
  expect(gone).toEqual(['policy']);
  expect(fold?.getAttribute('aria-expanded')).toBe('false');
  expect(fold?.textContent).toBe('Policy');
  expect(document.activeElement).toBe(fold);
});

test('Escape folds it up, and tells nobody else', async () => {
  const { element, fold, press } = await menu();
  fold?.click();
  await element.updateComplete;
  press('Escape');
  await element.updateComplete;
  expect(fold?.getAttribute('aria-expanded')).toBe('false');
  expect(document.activeElement).toBe(fold);
});

test.each([
  ['ltr', 'ArrowRight', 'ArrowLeft'],
  ['rtl', 'ArrowLeft', 'ArrowRight'],
] as const)('in %s arrows move in the direction of writing', async (dir, forth, back) => {
  const { places, press } = await menu(dir);
  places[1]?.focus();
  press(forth);
  expect(document.activeElement).toBe(places[2]);
  press(back);
  press(back);
  expect(document.activeElement).toBe(places[0]);
  press('End');
  expect(document.activeElement).toBe(places.at(-1));
  press('Home');
  expect(document.activeElement).toBe(places[0]);
});
