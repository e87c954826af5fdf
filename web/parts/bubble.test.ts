import { render } from 'lit';
import { expect, test } from 'vitest';
import { Tongue } from '../kit/i18n';
import { message, vendor } from '../kit/samples';
import type { Message } from '../kit/wire';
import { type BubbleLook, bubble } from './bubble';

const ignore = () => undefined;
const look: BubbleLook = {
  tongue: new Tongue('en'),
  own: false,
  party: 'buyer',
  person: 'ana',
  author: vendor,
  active: false,
  tabStop: false,
  tools: undefined as never,
  files: null,
  safety: null,
  actions: {
    reply: ignore,
    react: ignore,
    edit: ignore,
    unsend: ignore,
    copy: ignore,
    report: ignore,
    goTo: ignore,
    retry: ignore,
    rewrite: ignore,
    discard: ignore,
  },
  activate: ignore,
  deactivate: ignore,
};

function shown(changes: Partial<Message>, other: Partial<BubbleLook> = {}): HTMLElement {
  const root = document.createElement('div');
  render(bubble({ key: 'x', message: message(1, changes) }, { ...look, ...other }), root);
  return root;
}

test('markup in a message is text', () => {
  const text = '<img src=x onerror=alert(1)><script>alert(2)</script>';
  const root = shown({ text });
  expect(root.querySelector('img, script')).toBeNull();
  expect(root.querySelector('.text')?.textContent).toContain(text);
});

test('a link opens elsewhere and tells the other page nothing', () => {
  const link = shown({ text: 'see https://shop.example/a' }).querySelector('a');
  expect(link?.getAttribute('href')).toBe('https://shop.example/a');
  expect(link?.target).toBe('_blank');
  expect(link?.rel.split(' ').sort()).toEqual(['nofollow', 'noopener', 'noreferrer', 'ugc']);
});

test('a link with look-alike letters shows where it really leads', () => {
  expect(shown({ text: 'https://аpple.com/login' }).textContent).toContain('xn--pple-43d.com');
});

test('of files that were refused the other side is told that there was something', () => {
  const root = shown({ text: '', attachments: [] });
  expect(root.querySelector('.bubble.silent')?.textContent).toContain('did not pass the check');
});

test('an unsent message shows that it was, and nothing of its text', () => {
  const root = shown({ text: null, unsentAt: '2026-11-23T10:00:00Z' });
  expect(root.textContent).toContain('This message was unsent');
});

test('an edited message says so', () => {
  expect(shown({ editedAt: '2026-11-23T10:00:00Z' }).querySelector('.edited')?.textContent).toBe('edited');
});

test('a refused message says why and what can be done; another try only where it may pass', () => {
  const root = document.createElement('div');
  const pending = {
    clientMessageId: 'x',
    text: 'hi',
    replyTo: null,
    at: '2026-11-23T10:00:00Z',
    state: 'failed',
    why: 'Closed.',
  } as const;
  const offered = () => [...root.querySelectorAll('.failure button')].map(button => button.textContent);
  render(bubble({ key: 'x', pending }, { ...look, own: true }), root);
  expect(root.querySelector('.failure')?.textContent).toContain('Closed.');
  expect(offered()).toEqual(['Try again', 'Edit', 'Discard']);
  render(
    bubble({ key: 'x', pending: { ...pending, code: 'validation', status: 400 } }, { ...look, own: true }),
    root,
  );
  expect(offered()).toEqual(['Edit', 'Discard']);
});

test.each([
  ['conversation-closed', 'This conversation is closed. Reopen it to write again.'],
  ['not-invented-yet', 'Die Katze schläft.'],
])('a message refused by the type %s says so in the reader’s language where it can', (code, said) => {
  const root = document.createElement('div');
  const at = '2026-11-23T10:00:00Z';
  const refused = { state: 'failed', why: 'Die Katze schläft.', code, status: 409 } as const;
  const pending = { clientMessageId: 'x', text: 'hi', replyTo: null, at, ...refused };
  render(bubble({ key: 'x', pending }, { ...look, own: true }), root);
  expect(root.querySelector('.failure span')?.textContent).toBe(said);
});
