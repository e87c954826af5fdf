import { expect, test, vi } from 'vitest';
import { learnRefusals } from '../desk/refusals';
import { Tongue } from '../i18n';
import type { Pending } from '../outbox';
import { Refusal } from '../problem';
import { problemText } from '../problem-text';
import type { Session } from '../session';
import { Blocking, learnBlocks } from './blocking';
import { safetyTongueFor } from './words';

function between(whyNot: string | null = null) {
  let view: object = { with: { id: 'v1' }, whyNot, blocked: null };
  const as = (blocked: string | null) => async () => ({ ...view, blocked });
  const rows = { view: () => view, get: () => view, put: (now: object) => (view = now) };
  const refreshView = vi.fn(async () => undefined);
  const api = { put: vi.fn(as('by-you')), delete: vi.fn(as(null)) };
  const session = { api, rows, refreshView } as unknown as Session;
  return { api, refreshView, blocking: new Blocking(session, 'c1') };
}

const failed = (clientMessageId: string, code: string) =>
  ({ clientMessageId, code, state: 'failed' }) as unknown as Pending;

test('what is done shows at once, and is taken back at the same place', async () => {
  const { api, blocking } = between();
  expect(blocking.state).toBeNull();
  await blocking.set(true);
  expect(api.put).toHaveBeenCalledWith('/v1/conversations/c1/block');
  expect(blocking.state).toBe('by-you');
  await blocking.set(false);
  expect(api.delete).toHaveBeenCalledWith('/v1/conversations/c1/block');
  expect(blocking.state).toBeNull();
});

test('whoever only reads along changes nothing', () => {
  expect(between('read-only').blocking.mayChange).toBe(false);
  expect(between('restricted').blocking.mayChange).toBe(true);
});

test('the hub is heard where it speaks of these two, or says not of whom', () => {
  const { refreshView, blocking } = between();
  blocking.heard(['block', { with: 'v2' }]);
  blocking.heard(['message', { with: 'v1' }]);
  blocking.heard(['message', {}]);
  expect(refreshView).not.toHaveBeenCalled();
  blocking.heard(['block', { with: 'v1' }]);
  blocking.heard(['block', { with: null }]);
  expect(refreshView).toHaveBeenCalledTimes(2);
});

test('a thread that was left is asked after when it is opened again', () => {
  const { refreshView, blocking } = between();
  blocking.enter();
  expect(refreshView).not.toHaveBeenCalled(); // it was loaded just now
  blocking.enter();
  expect(refreshView).toHaveBeenCalledOnce();
});

test('a message that came back is a reason to ask, once', () => {
  const { refreshView, blocking } = between();
  blocking.look([failed('m1', 'coached')]);
  expect(refreshView).not.toHaveBeenCalled();
  for (let i = 0; i < 2; i++) blocking.look([failed('m2', 'blocked-by-other')]);
  expect(refreshView).toHaveBeenCalledOnce();
});

test.each(['en', 'de', 'es', 'fr', 'ar'])('in %s both are told why nothing is taken', async language => {
  const tongue = new Tongue(language);
  const words = safetyTongueFor(tongue);
  await Promise.all([tongue.whenReady, words.whenReady]);
  learnBlocks(words);
  await learnRefusals(tongue); // a team's own come and take nothing away
  const said = ['blocked-by-you', 'blocked-by-other', 'muted'].map(code =>
    problemText(tongue, new Refusal(code, 403, 'The server’s sentence.')),
  );
  expect(said).toEqual([words.t('refusedByYou'), words.t('refusedByOther'), tongue.t('forbidden')]);
  expect(new Set(said).size).toBe(3);
  expect(said).not.toContain('The server’s sentence.');
});

test.each(['de', 'es', 'fr', 'ar'])(
  'in %s a team is told the rest in its language, whichever words come first',
  async language => {
    const tongue = new Tongue(language);
    await Promise.all([tongue.whenReady, learnRefusals(tongue)]);
    learnBlocks(safetyTongueFor(tongue));
    expect(problemText(tongue, new Refusal('label-exists', 409, 'The server’s sentence.'))).not.toBe(
      'The server’s sentence.',
    );
  },
);
