import { afterEach, expect, test, vi } from 'vitest';
import { later } from '../kit/samples';
import { ParleyBadge } from './badge';

afterEach(() => void vi.unstubAllGlobals());

const counts = (messages: number) => ({ conversations: 1, messages });
if (!customElements.get('parley-badge')) customElements.define('parley-badge', ParleyBadge);

/** A badge on a page, and the server's answer to its question. */
async function asking() {
  const answer = later<Response>();
  const fetch = vi.fn(async (url: string) => (url === '/token' ? new Response('token') : answer.promise));
  vi.stubGlobal('fetch', fetch);
  const badge = document.createElement('parley-badge');
  badge.setAttribute('server', 'https://chat.example');
  badge.setAttribute('token-url', '/token');
  document.body.append(badge);
  const asked = (path: string) => fetch.mock.calls.some(([url]) => String(url).includes(path));
  await vi.waitFor(() => expect(asked('/v1/inbox/counts')).toBe(true));
  const says = async () => {
    answer.resolve(new Response(JSON.stringify(counts(5))));
    await new Promise(resolve => setTimeout(resolve, 20));
    badge.remove();
    return badge.shadowRoot?.querySelector('span')?.textContent;
  };
  return { says };
}

test('the badge shows what the server answers', async () => {
  expect(await (await asking()).says()).toBe('5');
});

test('an answer that a live count has overtaken is not shown', async () => {
  const { says } = await asking();
  window.dispatchEvent(new CustomEvent('parley-counts', { detail: { as: 'buyer', ...counts(2) } }));
  expect(await says()).toBe('2');
});
