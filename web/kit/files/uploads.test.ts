import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Api } from '../api';
import type { PendingFile } from '../outbox';
import { Refusal, Unreachable } from '../problem';
import type { Heard, Load, Transport } from './tus';
import { Uploads } from './uploads';
import type { UploadView } from './wire';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

interface Line extends Heard {
  load: Load;
  starts: number;
  stopped: boolean;
}

/** A network that does what the test says; what went up is found by the check as the test says. */
function network() {
  const lines: Line[] = [];
  const forgotten: string[] = [];
  let found: Partial<UploadView> = { state: 'scanning' };
  const transport: Transport = {
    carry(load, heard) {
      const line: Line = { ...heard, load, starts: 0, stopped: false };
      lines.push(line);
      return {
        id: `up-${load.name}`,
        start: () => {
          line.starts++;
          line.stopped = false;
        },
        stop: () => {
          line.stopped = true;
        },
        drop: () => {
          line.stopped = true;
          forgotten.push(`up-${load.name}`);
        },
      };
    },
    forget: id => forgotten.push(id),
  };
  const api = { get: async () => found } as unknown as Api;
  const uploads = new Uploads(api, transport);
  return {
    uploads,
    lines,
    forgotten,
    find: (view: Partial<UploadView>) => {
      found = view;
    },
  };
}

const file = (name: string, size = 10) => {
  const made = new File(['x'], name);
  Object.defineProperty(made, 'size', { value: size });
  return made;
};
const states = (uploads: Uploads) => uploads.tray('c1').map(({ state }) => state);

test('the marketplace says how much and what a message takes', () => {
  const { uploads, lines } = network();
  const heard = vi.fn();
  uploads.changed.add(heard);
  uploads.learn({
    files: 3,
    fileBytes: 50_000_000,
    messageBytes: 60_000_000,
    classes: [{ class: 'text', all: false, types: [{ mediaType: 'text/csv', endings: ['csv'] }] }],
  });
  expect(heard).toHaveBeenCalledOnce();
  expect(
    uploads.add('c1', [file('a.csv', 40_000_000), file('b.png'), file('c.csv', 30_000_000), file('d.csv')]),
  ).toBe(1);
  expect(states(uploads)).toEqual(['uploading', 'refused', 'refused']);
  expect(uploads.tray('c1').map(({ why }) => why?.code)).toEqual([
    undefined,
    'unsupported-file-type',
    'message-too-large',
  ]);
  expect(lines).toHaveLength(1);
});

test('three go up at once, the others wait their turn', () => {
  const { uploads, lines } = network();
  uploads.add(
    'c1',
    ['a', 'b', 'c', 'd', 'e'].map(name => file(`${name}.png`)),
  );
  expect(states(uploads)).toEqual(['uploading', 'uploading', 'uploading', 'waiting', 'waiting']);
  lines[1]?.done('up-b');
  expect(states(uploads)).toEqual(['uploading', 'scanning', 'uploading', 'uploading', 'waiting']);
});

test('what went up is checked, and then ready', async () => {
  const { uploads, lines, find } = network();
  uploads.add('c1', [file('a.png', 100)]);
  lines[0]?.progress(40);
  expect(uploads.tray('c1')[0]?.sent).toBe(40);
  lines[0]?.done('up-a');
  expect(states(uploads)).toEqual(['scanning']);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(states(uploads)).toEqual(['scanning']);
  find({ state: 'ready' });
  await vi.advanceTimersByTimeAsync(2_000);
  expect(states(uploads)).toEqual(['ready']);
});

test('a check that finds something says what', async () => {
  const { uploads, lines, find } = network();
  uploads.add('c1', [file('a.png')]);
  find({ state: 'refused', reason: 'infected-file' });
  lines[0]?.done('up-a');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(uploads.tray('c1')[0]).toMatchObject({ state: 'refused', why: { code: 'infected-file' } });
});

test('a line that is cut pauses the upload, which goes on by itself', async () => {
  const { uploads, lines } = network();
  uploads.add('c1', [file('a.png')]);
  lines[0]?.failed(new Unreachable(null));
  expect(states(uploads)).toEqual(['paused']);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(states(uploads)).toEqual(['uploading']);
  // The same carriage: it knows how far it was.
  expect([lines.length, lines[0]?.starts]).toEqual([1, 2]);
});

test('while the device is offline nothing is tried, and everything goes on after', async () => {
  const { uploads, lines } = network();
  const online = vi.spyOn(navigator, 'onLine', 'get');
  uploads.add('c1', [file('a.png')]);
  online.mockReturnValue(false);
  window.dispatchEvent(new Event('offline'));
  expect(states(uploads)).toEqual(['paused']);
  expect(lines[0]?.stopped).toBe(true);
  uploads.add('c1', [file('b.png')]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(states(uploads)).toEqual(['paused', 'waiting']);
  online.mockReturnValue(true);
  window.dispatchEvent(new Event('online'));
  expect(states(uploads)).toEqual(['uploading', 'uploading']);
  online.mockRestore();
});

test('a refusal stands until somebody decides', async () => {
  const { uploads, lines, forgotten } = network();
  uploads.add('c1', [file('a.png')]);
  lines[0]?.failed(new Refusal('quota-exceeded', 429, ''));
  await vi.advanceTimersByTimeAsync(120_000);
  expect(states(uploads)).toEqual(['refused']);
  const [{ key } = { key: '' }] = uploads.tray('c1');
  uploads.retry(key);
  expect(states(uploads)).toEqual(['uploading']);
  uploads.cancel(key);
  expect(states(uploads)).toEqual([]);
  expect(forgotten).toEqual(['up-a.png']);
});

test('what is too much for one message is left out or refused before it goes up', () => {
  const { uploads, lines } = network();
  const many = Array.from({ length: 12 }, (_, i) => file(`${i}.png`));
  expect(uploads.add('c1', many)).toBe(2);
  expect(uploads.tray('c1').length).toBe(10);
  expect(
    uploads.add(
      'c2',
      Array.from({ length: 5 }, (_, i) => file(`${i}.png`, 24_000_000)),
    ),
  ).toBe(0);
  expect(uploads.tray('c2').map(({ why }) => why?.code)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    'message-too-large',
  ]);
  expect(lines.every(({ load }) => load.conversation === 'c1')).toBe(true);
});

test('before its conversation exists nothing goes up; then it does', () => {
  const { uploads, lines } = network();
  uploads.add('listing:7', [file('a.png')]);
  expect(lines.length).toBe(0);
  uploads.opened('listing:7', 'c9');
  expect(lines[0]?.load.conversation).toBe('c9');
});

/** A message that waits for its files. */
function message(uploads: Uploads) {
  let files: PendingFile[] | null = uploads.leave('c1', 'm1');
  let end = '';
  const going = uploads
    .whole(
      () => files,
      next => {
        files = next;
      },
    )
    .then(
      () => {
        end = 'goes';
      },
      error => {
        end = (error as Refusal).code;
      },
    );
  return {
    going,
    get end() {
      return end;
    },
    get ids() {
      return files?.map(({ id }) => id);
    },
    drop: () => {
      files = null;
    },
  };
}

test('a message goes when its files are ready, and keeps their ids as they come', async () => {
  const { uploads, lines, find } = network();
  uploads.add('c1', [file('a.png'), file('b.png')]);
  const sent = message(uploads);
  expect(states(uploads)).toEqual([]);
  lines[0]?.done('up-a');
  expect(sent.ids).toEqual(['up-a', null]);
  lines[1]?.done('up-b');
  find({ state: 'ready' });
  await vi.advanceTimersByTimeAsync(1_000);
  await sent.going;
  expect([sent.end, sent.ids]).toEqual(['goes', ['up-a', 'up-b']]);
});

test('a check that takes long does not hold it up for ever', async () => {
  const { uploads, lines } = network();
  uploads.add('c1', [file('a.png')]);
  const sent = message(uploads);
  lines[0]?.done('up-a');
  await vi.advanceTimersByTimeAsync(9_000);
  expect(sent.end).toBe('');
  await vi.advanceTimersByTimeAsync(1_500);
  expect(sent.end).toBe('goes');
});

test('a refused file stops it', async () => {
  const { uploads, lines } = network();
  uploads.add('c1', [file('a.png'), file('b.png')]);
  const sent = message(uploads);
  lines[0]?.failed(new Refusal('damaged-file', 422, ''));
  await sent.going;
  expect(sent.end).toBe('damaged-file');
});

test('what a closed page did not finish is not to be had any more', async () => {
  const { uploads } = network();
  const lost = { key: 'k', id: null, name: 'a.png', type: '', bytes: 1, width: null, height: null };
  await expect(
    uploads.whole(
      () => [lost],
      () => undefined,
    ),
  ).rejects.toMatchObject({ code: 'files-lost' });
  await uploads.whole(
    () => [{ ...lost, id: 'up-a' }],
    () => undefined,
  );
});

test('a message that was taken back waits no more', async () => {
  const { uploads } = network();
  uploads.add('c1', [file('a.png')]);
  const sent = message(uploads);
  sent.drop();
  uploads.comeBack('c1', []);
  await sent.going;
  expect(sent.end).toBe('goes');
});

test('files of a template stand in the composer as if they had gone up, and are sent by the ids of their copies', async () => {
  const { uploads, lines, find, forgotten } = network();
  const copy = (name: string, state: 'ready' | 'scanning') => ({
    file: {
      id: `library-${name}`,
      state,
      reason: null,
      name,
      mediaType: 'text/plain',
      bytes: 7,
      width: null,
      height: null,
      pages: null,
      milliseconds: null,
    },
    attachment: `copy-${name}`,
  });
  uploads.add('c1', [file('a.png')]);
  const keys = uploads.bring('c1', [copy('sizes.txt', 'ready'), copy('care.txt', 'scanning')]);
  expect(states(uploads)).toEqual(['uploading', 'ready', 'scanning']);
  expect(lines.map(({ load }) => load.name)).toEqual(['a.png']);
  find({ state: 'ready' });
  await vi.advanceTimersByTimeAsync(400);
  expect(states(uploads)).toEqual(['uploading', 'ready', 'ready']);

  const many = Array.from({ length: 9 }, (_, i) => copy(`${i}.txt`, 'ready'));
  expect(uploads.bring('c1', many)).toHaveLength(7); // ten in all
  uploads.cancel(keys[1] ?? '');
  expect(forgotten).toEqual(['copy-care.txt']);
  expect(uploads.leave('c1', 'm1')[1]).toMatchObject({ id: 'copy-sizes.txt', name: 'sizes.txt', bytes: 7 });
});
