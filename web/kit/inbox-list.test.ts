import { expect, test } from 'vitest';
import type { Api } from './api';
import { InboxList } from './inbox-list';
import { Rows } from './rows';
import { row } from './samples';

test('a list wanted anew while a page is on its way is asked for once more after it', async () => {
  const pages = [[row({ id: 'old' })], [row({ id: 'new' })]];
  let asked = 0;
  const get = async () => ({ items: pages[asked++], cursor: null, feed: asked });
  const list = new InboxList({ get } as unknown as Api, new Rows(), 'buyer', 'all', 'time', () => undefined);
  const first = list.load();
  await list.load();
  await first;
  expect(asked).toBe(2);
  expect(list.items(null).map(({ id }) => id)).toContain('new');
  expect(list.state).toBe('ready');
});
