import type { Act, Filing } from '../desk/wire';
import type { ActReport, MacroAct } from './wire';

/** What takes a macro's acts back: by the thread as it was before, and only what really changed. */
export function inverseOf(
  acts: readonly MacroAct[],
  reports: readonly ActReport[],
  before: Filing | null | undefined,
): { reopen: boolean; acts: Act[] } {
  const done = acts.filter((_, i) => reports[i]?.done);
  const back: Act[] = [];
  const types = new Set(done.map(({ type }) => type));
  const away = before && before.place !== 'inbox';
  if ((types.has('archive') || types.has('snooze')) && !away) back.push({ type: 'restore' });
  if (types.has('assign') && before) back.push({ type: 'assign', agent: before.assignee?.id ?? null });
  if (types.has('priority') && before) back.push({ type: 'priority', level: before.priority });
  for (const { type, label } of done) {
    if (!label || !before) continue;
    const had = before.labels.includes(label);
    if (type === 'addLabel' && !had) back.push({ type: 'removeLabel', label });
    if (type === 'removeLabel' && had) back.push({ type: 'addLabel', label });
  }
  return { reopen: types.has('close'), acts: back };
}
