import { expect, test } from 'vitest';
import { learnRefusals } from './desk/refusals';
import { Tongue } from './i18n';
import { Refusal, Unreachable } from './problem';
import { mayTryAgain, problemText, problemTitle } from './problem-text';

const languages = ['en', 'de', 'fr', 'es', 'ar'];
const unreachable = new Unreachable(null);
const refused = (status: number, code = 'x') => new Refusal(code, status, 'The server’s sentence.');

test.each(languages)('in %s each refusal has a heading and a sentence of its own', async language => {
  const tongue = new Tongue(language);
  await tongue.whenReady;
  const errors = [refused(401), refused(403), refused(404), unreachable];
  const said = errors.flatMap(error => [problemTitle(tongue, error), problemText(tongue, error)]);
  expect(new Set(said).size).toBe(said.length);
  expect(said).not.toContain('The server’s sentence.');
});

test('only what cannot be reached is called so', () => {
  const title = (error: unknown) => problemTitle(new Tongue('en'), error);
  expect(title(unreachable)).toBe('Not reachable right now');
  expect(title(refused(503))).toBe('Not reachable right now');
  expect(title(refused(403))).toBe('No access');
  expect(title(refused(401))).toBe('Sign in to write');
  expect(title(refused(404))).toBe('Not found');
  expect(title(refused(409))).toBe('Something went wrong');
});

test.each(languages)(
  'in %s every type that a sent message may meet has a sentence of its own',
  async language => {
    const tongue = new Tongue(language);
    await tongue.whenReady;
    const types: [number, string][] = [
      [409, 'conversation-closed'],
      [409, 'conversation-frozen'],
      [403, 'forbidden'],
      [403, 'contact-not-allowed'],
      [403, 'case-required'],
      [404, 'not-found'],
      [400, 'validation'],
      [429, 'rate-limited'],
      [507, 'storage-full'],
    ];
    const said = types.map(([status, code]) => problemText(tongue, refused(status, code)));
    expect(new Set(said).size).toBe(types.length);
    expect(said).not.toContain('The server’s sentence.');
  },
);

test.each(languages)(
  'in %s whoever does too much at once is told to wait, whatever it was',
  async language => {
    const tongue = new Tongue(language);
    await tongue.whenReady;
    const said = ['rate-limited', 'too-many-reports', 'too-many-messages', 'too-many-new-threads'].map(code =>
      problemText(tongue, refused(429, code)),
    );
    expect(new Set(said)).toEqual(new Set([tongue.t('tooFast')]));
  },
);

test('a type that this page does not know keeps the server’s sentence', () => {
  expect(problemText(new Tongue('de'), refused(409, 'not-invented-yet'))).toBe('The server’s sentence.');
});

test('another try is offered where it can help', () => {
  expect([401, 429, 503].map(status => mayTryAgain(refused(status)))).toEqual([true, true, true]);
  expect([403, 404].map(status => mayTryAgain(refused(status)))).toEqual([false, false]);
  expect(mayTryAgain(unreachable)).toBe(true);
});

test.each(['de', 'es', 'fr', 'ar'])('in %s a team is refused nothing in English', async language => {
  const tongue = new Tongue(language);
  await Promise.all([tongue.whenReady, learnRefusals(tongue)]);
  const { readFileSync } = (await import('node:fs' as string)) as {
    readFileSync(path: string, encoding: string): string;
  };
  const codes = readFileSync('../src/Parley.Server/Plumbing/Refusal.cs', 'utf8').matchAll(
    /(?:No|new Refusal)\("([\w-]+)", (4\d\d)/g,
  );
  const said = [...codes, ['', 'taken-meanwhile', '409']].map(([, code = '', status]) => [
    code,
    problemText(tongue, refused(Number(status), code)),
  ]);
  expect(said.length).toBeGreaterThan(40);
  const english = said.filter(([, text]) => text === 'The server’s sentence.').map(([code]) => code);
  expect(english).toEqual(onlyForPrograms);
});

/** What the elements never send; what only operators are told; what the public form says in its own words. */
const onlyForPrograms = [
  'malformed-json',
  'duplicate-property',
  'invalid-cursor',
  'case-claimed',
  'case-decided',
  'sanction-over',
  'appealed-already',
  'appeal-over',
  'unsupported-media-type',
  'notice-repeated',
];
