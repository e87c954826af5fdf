import { spansOf, type WeeklyHours, weekdays, withDay } from '../../../kit/desk/settings/hours';
import type { SettingsTongue } from '../../../kit/desk/settings/words';
import type { DeskMenu } from '../../../parts/desk/menu';

/** Offers to open other days at the hours of this one. */
export function copyDay(
  menu: DeskMenu,
  button: HTMLElement,
  words: SettingsTongue,
  day: number,
  change: (to: (weekly: readonly WeeklyHours[]) => WeeklyHours[]) => void,
): void {
  const { t } = words;
  const to = (days: readonly number[]) =>
    change(weekly => {
      const spans = spansOf(weekly, weekdays[day] ?? 'monday');
      return days.reduce<WeeklyHours[]>(
        (all, at) => withDay(all, weekdays[at] ?? 'monday', spans),
        [...weekly],
      );
    });
  menu.open(button, () => ({
    title: t('copyDay'),
    items: [
      { label: t('toWeekdays'), act: () => to([0, 1, 2, 3, 4]) },
      { label: t('toAll'), act: () => to([0, 1, 2, 3, 4, 5, 6]) },
      ...weekdays
        .map((_, at) => ({ label: words.weekday(at), act: () => to([at]), apart: at === 0 }))
        .filter((_, at) => at !== day),
    ],
  }));
}
