import { expect, test } from 'vitest';
import { Tongue } from '../i18n';
import { acceptOf, flawOf, takes, usualLimits } from './limits';
import { Base64 } from './native-base64';
import type { AttachmentLimits } from './wire';
import { filesTongueFor, reasonText, takenText } from './words';

const small: AttachmentLimits = {
  files: 4,
  fileBytes: 5_000_000,
  messageBytes: 8_000_000,
  classes: [
    {
      class: 'image',
      all: true,
      types: [
        { mediaType: 'image/jpeg', endings: ['jpg', 'jpeg'] },
        { mediaType: 'image/png', endings: ['png'] },
      ],
    },
    { class: 'audio', all: false, types: [{ mediaType: 'audio/mp4', endings: ['m4a', 'mp4'] }] },
  ],
};

async function tongue(locale: string) {
  const words = filesTongueFor(new Tongue(locale));
  await words.whenReady;
  return words;
}

test('what cannot be sent is known before a byte goes up', () => {
  const flaw = (name: string, size = 5, limits = usualLimits) => flawOf({ name, size }, limits);
  expect(flaw('a.png', 0)).toBe('empty-file');
  expect(flaw('a.png', 25_000_001)).toBe('file-too-large');
  // By its content the server tells.
  expect(flaw('setup.exe')).toBeNull();
  expect(flaw('README', 5, small)).toBeNull();
  expect(flaw('a.pdf', 5, small)).toBe('unsupported-file-type');
  expect(flaw('a.JPEG', 5_000_000, small)).toBeNull();
  expect(flaw('a.JPEG', 5_000_001, small)).toBe('file-too-large');
});

test('a file input offers what the marketplace takes', () => {
  expect(acceptOf(small)).toBe('image/*,.jpg,.jpeg,.png,.m4a,.mp4');
  expect(acceptOf(usualLimits)).toBe('');
});

test('whether a recording is taken', () => {
  expect(takes(usualLimits, 'audio/webm;codecs=opus')).toBe(true);
  expect(takes(small, 'audio/webm;codecs=opus')).toBe(false);
  expect(takes(small, 'audio/mp4')).toBe(true);
  expect(takes(small, 'image/jpeg')).toBe(true);
  expect(takes(small, 'video/mp4')).toBe(false);
});

test.each([
  ['en', 'pictures and M4A', '5 MB'],
  ['de', 'Bilder und M4A', '5 MB'],
  ['es', 'imágenes y M4A', '5 MB'],
  ['fr', 'images et M4A', '5 Mo'],
  ['ar', 'الصور وM4A', ''],
] as const)('in %s the reasons say what this marketplace takes', async (locale, kinds, size) => {
  const words = await tongue(locale);
  expect(takenText(words, small)).toBe(kinds);
  expect(reasonText(words, small, 'unsupported-file-type')).toContain(kinds);
  expect(reasonText(words, small, 'file-too-large').replace(/\s/gu, ' ')).toContain(size);
  const found = ['phone', 'mail', 'link', 'handle', 'payment', 'contact'];
  const told = found.map(kind => reasonText(words, small, `${kind}-in-picture`, 'unknown'));
  expect(new Set([...told, 'unknown']).size).toBe(found.length + 1);
});

test('a name of any language goes along with its bytes', () => {
  expect(Base64.encode('Größe 尺寸.png')).toBe('R3LDtsOfZSDlsLrlr7gucG5n');
});
