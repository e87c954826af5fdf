import { expect, test } from 'vitest';
import { Tongue } from '../kit/i18n';
import { topicText } from './topic';

test('the common topics are said in the reader’s language, the others are made readable', async () => {
  const german = new Tongue('de');
  await german.whenReady;
  expect(topicText(german, 'shipping')).toBe('Versand');
  expect(topicText(german, 'custom_order')).toBe('Sonderanfertigung');
  expect(topicText(german, 'gift-wrapping')).toBe('Gift wrapping');
  expect(topicText(german, null)).toBe('Allgemeine Frage');
});
