import { afterEach, expect, test, vi } from 'vitest';
import type { LiveStatus } from './live';
import { seen } from './presence';
import { ReachWatch } from './reach';
import { row } from './samples';

afterEach(() => void vi.useRealTimers());

function watch() {
  vi.useFakeTimers();
  const line = { status: 'live' as LiveStatus, signedOut: false };
  const reach = new ReachWatch(
    () => line.status,
    () => line.signedOut,
    () => undefined,
  );
  return { line, reach };
}

test('a line that is soon back is not spoken of, one that stays away is', () => {
  const { line, reach } = watch();
  line.status = 'down';
  reach.look();
  vi.advanceTimersByTime(2_000);
  line.status = 'live';
  reach.look();
  vi.advanceTimersByTime(10_000);
  expect(reach.now).toBe('fine');
  line.status = 'down';
  reach.look();
  vi.advanceTimersByTime(3_000);
  expect(reach.now).toBe('interrupted');
});

test('where nobody is signed in, that is why the line is down', () => {
  const { line, reach } = watch();
  Object.assign(line, { status: 'down', signedOut: true });
  reach.look();
  expect(reach.now).toBe('signed-out');
});

test('who is online is not claimed while the line is down', () => {
  const online = row({ with: { ...row().with, online: true } });
  expect(seen(online, 'fine').with.online).toBe(true);
  for (const reach of ['offline', 'interrupted', 'signed-out'] as const)
    expect(seen(online, reach).with.online).toBe(false);
});
