import { render } from 'lit';
import { expect, it, vi } from 'vitest';
import type { Tongue } from '../kit/i18n';
import type { FoundThread, Hit } from '../kit/wire';
import { foundItem } from './found-item';

const hit = (matched: Hit['matched'], seq: number, note: string | null = null) =>
  ({
    matched,
    seq,
    note,
    snippet: 'a tall vase',
    spans: [{ start: 7, length: 4 }],
    at: '2026-11-28T10:00:00Z',
  }) as Hit;

function draw(hits: Hit[], go = vi.fn()) {
  const box = document.createElement('div');
  const tongue = { when: { short: () => 'now' }, t: (key: string) => key } as unknown as Tongue;
  const conversation = {
    id: 'a',
    with: { id: 'b', name: 'Ada', avatarUrl: null },
    subject: null,
    at: '2026-11-28T10:00:00Z',
  };
  const found = { conversation, hits, matched: 'text' } as unknown as FoundThread;
  render(foundItem(found, { tongue, chosen: false, note: 'Note', go }), box);
  return { box, go };
}

it('A note says that it is one, and leads to itself', () => {
  const { box, go } = draw([hit('note', 4, 'n1'), hit('text', 2)]);
  const [note, message] = box.querySelectorAll<HTMLElement>('.hit');
  expect(note?.textContent).toContain('Note');
  expect(note?.querySelector('mark')?.textContent).toBe('vase');
  expect(message?.textContent).not.toContain('Note');
  note?.click();
  expect(go).toHaveBeenLastCalledWith(expect.objectContaining({ note: 'n1', seq: 4 }));
});

it('A thread that was met by its names alone opens as it is', () => {
  const { box, go } = draw([hit('person', 0)]);
  expect(box.querySelectorAll('.hit')).toHaveLength(0);
  box.querySelector<HTMLElement>('.found')?.click();
  expect(go).toHaveBeenLastCalledWith(undefined);
});
