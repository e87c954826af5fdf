import { expect, test } from 'vitest';
import { card, deskRow } from '../samples';
import { between, offered } from './filter-options';

test('rows offer what they are about, the commonest first', () => {
  const about = (id: string, title: string) => deskRow({ subject: { ...card, id, title } });
  const rows = [about('b', 'Bowl'), about('v', 'Vase'), about('v', 'Vase'), deskRow({ topic: 'shipping' })];
  expect(offered('subject', rows)).toEqual([
    { value: 'listing:v', words: 'Vase' },
    { value: 'listing:b', words: 'Bowl' },
  ]);
  expect(offered('topic', rows)).toEqual([{ value: 'shipping', words: 'shipping' }]);
  expect(offered('orderState', rows)).toEqual([]);
});

test('days are whole, the last one included', () => {
  const { from, to } = between('2026-11-01', '2026-11-02');
  expect(new Date(from ?? '')).toEqual(new Date(2026, 10, 1));
  expect(new Date(to ?? '')).toEqual(new Date(2026, 10, 2, 23, 59, 59, 999));
  expect(between('', '2026-11-02')).toEqual({ to });
});
