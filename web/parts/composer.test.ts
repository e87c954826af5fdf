import { expect, test, vi } from 'vitest';
import { Tongue } from '../kit/i18n';
import { Composer } from './composer';

async function composer(text: string) {
  const element = new Composer();
  const send = vi.fn();
  const changed = vi.fn();
  Object.assign(element, { tongue: new Tongue('en'), actions: { send, changed }, draft: text, place: 'c1' });
  document.body.append(element);
  await element.updateComplete;
  const button = element.querySelector<HTMLButtonElement>('.send');
  return {
    element,
    send,
    changed,
    button,
    said: () => element.querySelector('.counter')?.textContent?.trim(),
  };
}

test('length is counted as the server counts it, and said in time', async () => {
  const emoji = await composer('👍'.repeat(2501));
  expect(emoji.said()).toBe('2 characters too many');
  expect(emoji.button?.disabled).toBe(true);
  const close = await composer('👍'.repeat(2400));
  expect(close.said()).toBe('200 characters left');
  expect(close.button?.disabled).toBe(false);
});

test('what cannot be seen cannot be sent', async () => {
  const { element, send, button } = await composer('\u200b\u2060');
  expect(button?.disabled).toBe(true);
  element.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  expect(send).not.toHaveBeenCalled();
});

test('text that comes back stands before what was begun meanwhile', async () => {
  const { element, changed } = await composer('begun');
  element.takeBack('refused');
  expect(changed).toHaveBeenCalledWith('refused\nbegun');
});
