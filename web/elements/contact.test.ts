import { afterEach, expect, test, vi } from 'vitest';
import { ParleyContact } from './contact';

afterEach(() => void vi.unstubAllGlobals());

// The tests' document knows no parts of shadow trees.
const parts = { add: () => undefined } as unknown as DOMTokenList;
Object.defineProperty(Element.prototype, 'part', { get: () => parts });
if (!customElements.get('parley-contact')) customElements.define('parley-contact', ParleyContact);

const choose = {
  type: '/problems/choose-vendor',
  detail: 'Say which of them.',
  vendors: [
    { id: 'clay', name: 'Clay & Co', items: [{ id: 'a', title: 'A bowl' }, { title: 'A mug' }] },
    { id: 'wheels', name: 'Wheels', items: [] },
  ],
};

const contact = {
  subject: { kind: 'order', id: '1' },
  vendor: { id: 'wheels', name: 'Wheels', avatarUrl: null, answerTime: { label: 'within-hour' } },
  conversationId: null,
};

/** A contact button for an order of two vendors. */
async function button() {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    if (url === '/token') return new Response('token');
    asked.push(url);
    if (url.includes('vendor=')) return new Response(JSON.stringify(contact));
    return new Response(JSON.stringify(choose), { status: 422 });
  });
  const element = document.createElement('parley-contact');
  for (const [name, value] of Object.entries({
    server: 'https://chat.example',
    'token-url': '/token',
    subject: 'order:1',
  }))
    element.setAttribute(name, value);
  document.body.append(element);
  const root = element.shadowRoot as ShadowRoot;
  await vi.waitFor(() => expect(root.querySelector('select')).not.toBeNull());
  return { element, root, select: root.querySelector('select') as HTMLSelectElement, asked };
}

test('a subject of several vendors asks whom one wants to write to, and says what each of them has in it', async () => {
  const { element, select } = await button();
  expect([...select.options].map(option => option.text)).toEqual([
    'Which seller do you want to write to?',
    'Clay & Co: A bowl, A mug',
    'Wheels',
  ]);
  expect(select.getAttribute('aria-label')).toBe('Which seller do you want to write to?');
  element.remove();
});

test('a press before the choice leads to the choice and opens nothing', async () => {
  const { element, root, select } = await button();
  root.querySelector('button')?.click();
  await vi.waitFor(() => expect(root.activeElement).toBe(select));
  expect(root.querySelector('dialog')).toBeNull();
  element.remove();
});

test('the chosen vendor is asked for and their answer time is shown', async () => {
  const { element, root, select, asked } = await button();
  select.value = 'wheels';
  select.dispatchEvent(new Event('change'));
  await vi.waitFor(() => expect(root.querySelector('p')?.textContent).toBe('Usually answers within an hour'));
  expect(asked.at(-1)).toContain('vendor=wheels');
  expect(root.querySelectorAll('select').length).toBe(1);
  element.remove();
});
