import type { TemplateBook } from '../../../kit/desk/settings/template-book';
import type { SettingsTongue } from '../../../kit/desk/settings/words';
import type { DeskMenu } from '../../../parts/desk/menu';

/** What a text can say; the chosen one is written where the cursor stood. */
export function variablesMenu(
  menu: DeskMenu,
  button: HTMLElement,
  book: TemplateBook,
  { t }: SettingsTongue,
  field: () => HTMLTextAreaElement | null,
): void {
  const write = (name: string) => {
    const area = field();
    if (!area) return;
    area.setRangeText(`{{${name}}}`, area.selectionStart, area.selectionEnd, 'end');
    area.dispatchEvent(new Event('input', { bubbles: true }));
    area.focus();
  };
  menu.open(button, () => ({
    title: t('insertVariable'),
    search: { label: t('findVariable'), none: t('noVariable') },
    items: book.variables.map(({ name, example }) => ({
      label: name,
      hint: example,
      act: () => write(name),
    })),
  }));
}
