import { expect, test } from 'vitest';
import { readNotice, shown } from './push-notice';

const notice = {
  parley: 1,
  title: 'Clay & Co',
  body: 'رسالة جديدة',
  tag: 't1',
  url: 'https://shop.example/m/1',
  lang: 'ar',
  dir: 'rtl',
  unread: 3,
  urgent: false,
};

test('what is not ours is left alone', () => {
  for (const text of [
    undefined,
    '',
    'null',
    '7',
    '"x"',
    '{',
    '{"title":"a host\'s"}',
    '{"parley":2,"title":"x"}',
    '{"parley":1}',
  ])
    expect(readNotice(text)).toBeNull();
});

test('a notice is shown in its language and direction, one for each thread', () => {
  const read = readNotice(JSON.stringify(notice));
  expect(read && shown(read)).toMatchObject({
    title: 'Clay & Co',
    options: {
      body: 'رسالة جديدة',
      tag: 't1',
      renotify: true,
      lang: 'ar',
      dir: 'rtl',
      requireInteraction: false,
      data: { parley: 1, url: 'https://shop.example/m/1' },
    },
  });
});

test('nothing but an address of the web is opened or drawn', () => {
  const { options } = shown({ ...notice, url: 'javascript:alert(1)', icon: 'data:image/svg+xml,x' } as never);
  expect(options.data).toEqual({ parley: 1, url: '' });
  expect(options.icon).toBeUndefined();
});
