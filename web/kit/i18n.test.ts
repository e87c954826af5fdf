import { expect, test } from 'vitest';
import { tongueFor } from './i18n';
import { sentence } from './sentence';
import { answerAr } from './words/answer-ar';
import { answerDe } from './words/answer-de';
import { type AnswerKey, type AnswerWords, answerEn } from './words/answer-en';
import { answerEs } from './words/answer-es';
import { answerFr } from './words/answer-fr';
import { ar } from './words/ar';
import { de } from './words/de';
import { deskAr } from './words/desk-ar';
import { deskDe } from './words/desk-de';
import { type DeskKey, type DeskWords, deskEn } from './words/desk-en';
import { deskEs } from './words/desk-es';
import { deskFr } from './words/desk-fr';
import { en, type MainWords } from './words/en';
import { es } from './words/es';
import { filesAr } from './words/files-ar';
import { filesDe } from './words/files-de';
import { type FilesKey, type FilesWords, filesEn } from './words/files-en';
import { filesEs } from './words/files-es';
import { filesFr } from './words/files-fr';
import { fr } from './words/fr';
import { noticesAr } from './words/notices-ar';
import { noticesDe } from './words/notices-de';
import { type NoticesKey, type NoticesWords, noticesEn } from './words/notices-en';
import { noticesEs } from './words/notices-es';
import { noticesFr } from './words/notices-fr';
import { shelfAr } from './words/settings-shelf-ar';
import { shelfDe } from './words/settings-shelf-de';
import { type ShelfKey, type ShelfWords, shelfEn } from './words/settings-shelf-en';
import { shelfEs } from './words/settings-shelf-es';
import { shelfFr } from './words/settings-shelf-fr';

const blanks = (text: string) =>
  [...new Set(text.match(/\{\w+\}/g) ?? [])].filter(blank => blank !== '{n}').sort();

test.each([
  ['de', de],
  ['es', es],
  ['fr', fr],
  ['ar', ar],
] as [string, MainWords][])('the %s catalogue fills the same blanks as the English one', (_, words) => {
  for (const key of Object.keys(en) as (keyof typeof en)[]) {
    expect(blanks(words[key]), key).toEqual(blanks(en[key]));
  }
});

test.each([
  ['de', deskDe],
  ['es', deskEs],
  ['fr', deskFr],
  ['ar', deskAr],
] as [string, DeskWords][])('so does the %s catalogue of the desk', (_, words) => {
  for (const key of Object.keys(deskEn) as DeskKey[])
    expect(blanks(words[key]), key).toEqual(blanks(deskEn[key]));
});

test.each([
  ['de', answerDe],
  ['es', answerEs],
  ['fr', answerFr],
  ['ar', answerAr],
] as [string, AnswerWords][])('so does the %s catalogue of what stands beside a thread', (_, words) => {
  for (const key of Object.keys(answerEn) as AnswerKey[])
    expect(blanks(words[key]), key).toEqual(blanks(answerEn[key]));
});

test.each([
  ['de', shelfDe],
  ['es', shelfEs],
  ['fr', shelfFr],
  ['ar', shelfAr],
] as [string, ShelfWords][])('so does the %s catalogue of templates and macros', (_, words) => {
  for (const key of Object.keys(shelfEn) as ShelfKey[])
    expect(blanks(words[key]), key).toEqual(blanks(shelfEn[key]));
});

test.each([
  ['de', filesDe],
  ['es', filesEs],
  ['fr', filesFr],
  ['ar', filesAr],
] as [string, FilesWords][])('so does the %s catalogue of files', (_, words) => {
  for (const key of Object.keys(filesEn) as FilesKey[])
    expect(blanks(words[key]), key).toEqual(blanks(filesEn[key]));
});

test.each([
  ['de', noticesDe],
  ['es', noticesEs],
  ['fr', noticesFr],
  ['ar', noticesAr],
] as [string, NoticesWords][])('so does the %s catalogue of notifications', (_, words) => {
  for (const key of Object.keys(noticesEn) as NoticesKey[])
    expect(blanks(words[key]), key).toEqual(blanks(noticesEn[key]));
});

test('plural forms follow the language', async () => {
  const count = (locale: string, pattern: string, n: number) => sentence(pattern, { n }, locale);
  expect(count('en', en.unreadCount, 1)).toBe('1 unread message');
  expect(count('en', en.unreadCount, 4)).toBe('4 unread messages');
  expect(count('ar-u-nu-latn', ar.unreadCount, 3)).toContain('3 رسائل');
});

test('values are put in as they are', () => {
  expect(sentence('{name} $& {other}', { name: '<b>$1</b>', other: '{name}' }, 'en')).toBe(
    '<b>$1</b> $& {name}',
  );
});

test('a language loads when it is spoken, and sets the direction', async () => {
  const arabic = tongueFor('ar');
  expect(arabic.dir).toBe('rtl');
  await arabic.whenReady;
  expect(arabic.t('send')).toBe(ar.send);
});

test('a language nobody translated is English with its own numbers', () => {
  const tongue = tongueFor('nl-NL');
  expect(tongue.t('send')).toBe('Send');
  expect(tongue.money({ minor: 123456, currency: 'EUR' })).toContain('1.234,56');
});

test('money knows how many digits its currency has', () => {
  expect(tongueFor('en-US').money({ minor: 500, currency: 'JPY' })).toBe('¥500');
  expect(tongueFor('en-US').money({ minor: 500, currency: 'EUR' })).toBe('€5.00');
});
