import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Refusal } from '../problem';
import { later } from '../samples';
import { bodyOf, NoticePreferences } from './preferences';
import type { NoticePreferencesView } from './wire';

const view: NoticePreferencesView = {
  as: 'buyer',
  roles: ['buyer'],
  channels: [{ channel: 'mail', configured: true, reach: 'yes' }],
  kinds: ['message', 'dispute', 'essential'],
  choices: [
    { kind: 'message', channel: 'mail', cadence: 'after:10', by: 'default' },
    { kind: 'dispute', channel: 'mail', cadence: 'off', by: 'own' },
    { kind: 'essential', channel: 'mail', cadence: 'instant', by: 'locked' },
  ],
  quiet: [],
  timeZone: null,
  timeZoneNow: 'UTC',
  urgentMayPass: true,
  textInMail: true,
  textInPush: false,
  addressesOff: [],
};

/** A server that keeps what it is sent, or refuses it. */
class Server {
  now = structuredClone(view);
  puts: unknown[] = [];
  refuse = false;
  hold: Promise<void> | null = null;

  readonly api = {
    get: async () => structuredClone(this.now),
    put: async (_: string, body: Partial<NoticePreferencesView>) => {
      this.puts.push(body);
      await this.hold;
      if (this.refuse) throw new Refusal('validation', 400, 'No.');
      const choices = this.now.choices.map(choice => {
        const own = body.choices?.find(c => c.kind === choice.kind && c.channel === choice.channel);
        if (choice.by === 'locked') return choice;
        const usual = view.choices.find(c => c.kind === choice.kind)?.cadence ?? 'instant';
        return own
          ? { ...choice, cadence: own.cadence, by: 'own' as const }
          : { ...choice, cadence: usual, by: 'default' as const };
      });
      this.now = { ...this.now, ...body, choices };
      return structuredClone(this.now);
    },
  };
}

let server: Server;
let prefs: NoticePreferences;
const undos: (() => void)[] = [];

beforeEach(async () => {
  vi.useFakeTimers();
  undos.length = 0;
  server = new Server();
  prefs = new NoticePreferences(server.api as never, 'buyer');
  prefs.kept.add(undo => undos.push(undo));
  await prefs.load();
});

afterEach(() => vi.useRealTimers());

const cadenceOf = (kind: string) => prefs.view?.choices.find(c => c.kind === kind)?.cadence;
const settle = () => vi.advanceTimersByTimeAsync(1000);

test('only what somebody chose is sent, so that the defaults reach everybody else', () => {
  expect(bodyOf(view)).toEqual({
    choices: [{ kind: 'dispute', channel: 'mail', cadence: 'off' }],
    quiet: [],
    timeZone: null,
    urgentMayPass: true,
    textInMail: true,
    textInPush: false,
  });
});

test('a change shows at once; several in a row are saved as one; and there is a way back', async () => {
  prefs.choose({ kind: 'message', channel: 'mail' }, 'instant');
  prefs.choose({ kind: 'message', channel: 'mail' }, 'hourly');
  expect(cadenceOf('message')).toBe('hourly');
  await settle();
  expect(server.puts).toHaveLength(1);
  expect(server.now.choices[0]).toMatchObject({ cadence: 'hourly', by: 'own' });
  expect(undos).toHaveLength(1);
  undos[0]?.();
  await settle();
  expect(server.now.choices[0]).toMatchObject({ cadence: 'after:10', by: 'default' });
  expect(cadenceOf('message')).toBe('after:10');
});

test('what is locked stays as it is', async () => {
  prefs.choose({ kind: 'essential', channel: 'mail' }, 'off');
  expect(cadenceOf('essential')).toBe('instant');
});

test('what was refused is taken back and said', async () => {
  const refused = vi.fn();
  prefs.refused.add(refused);
  server.refuse = true;
  prefs.change({ textInMail: false });
  await settle();
  expect(prefs.view?.textInMail).toBe(true);
  expect(refused).toHaveBeenCalledOnce();
  expect(undos).toHaveLength(0);
});

test('what is changed while something is being saved is saved after it and not lost to the answer', async () => {
  const gate = later<void>();
  server.hold = gate.promise;
  prefs.change({ textInMail: false });
  await settle();
  prefs.change({ textInPush: true });
  gate.resolve();
  server.hold = null;
  await settle();
  expect(prefs.view).toMatchObject({ textInMail: false, textInPush: true });
  expect(server.now).toMatchObject({ textInMail: false, textInPush: true });
  expect(server.puts).toHaveLength(2);
});

test('nothing is asked where nothing changed, and leaving saves what waits', async () => {
  await prefs.flush();
  expect(server.puts).toHaveLength(0);
  prefs.choose({ kind: 'message', channel: 'mail' }, 'off');
  await prefs.flush();
  expect(server.now.choices[0]).toMatchObject({ cadence: 'off', by: 'own' });
  prefs.choose({ kind: 'message', channel: 'mail' }, null);
  await settle();
  expect(server.now.choices[0]).toMatchObject({ cadence: 'after:10', by: 'default' });
});

test('a page that cannot be loaded says so and can be asked again', async () => {
  const failing = { get: vi.fn().mockRejectedValueOnce(new Error('lost')).mockResolvedValueOnce(view) };
  const again = new NoticePreferences(failing as never, 'buyer');
  await again.load();
  expect(again.state).toBe('failed');
  await again.load();
  expect([again.state, again.view?.as]).toEqual(['ready', 'buyer']);
});
