import { expect, test, vi } from 'vitest';
import type { Api } from './api';
import { Unreachable } from './problem';
import { ReadMarks } from './read-marks';
import { Rows } from './rows';
import { later, row } from './samples';

function marks(put: (path: string, body: { seq: number }) => Promise<unknown>) {
  const rows = new Rows();
  rows.put(row({ lastSeq: 9, readSeq: 3, unread: 6 }));
  return { rows, marks: new ReadMarks({ put } as unknown as Api, rows) };
}

test('what was read while the server was out of reach is said when it is back', async () => {
  const put = vi.fn(async (_: string, { seq }: { seq: number }) => ({ readSeq: seq, unread: 9 - seq }));
  put.mockRejectedValueOnce(new Unreachable(null));
  const it = marks(put);
  it.marks.mark('c1', 8);
  await new Promise(resolve => setTimeout(resolve));
  expect(it.rows.get('c1')?.readSeq).toBe(3);
  it.marks.again();
  await vi.waitFor(() => expect(it.rows.get('c1')).toMatchObject({ readSeq: 8, unread: 1 }));
});

test('a step is asked for once, also when an earlier one is answered meanwhile', async () => {
  const asked: number[] = [];
  const slow = later<void>();
  const it = marks(async (_, { seq }) => {
    asked.push(seq);
    if (seq === 7) await slow.promise;
    return { readSeq: seq, unread: 9 - seq };
  });
  it.marks.mark('c1', 5);
  it.marks.mark('c1', 7);
  await new Promise(resolve => setTimeout(resolve));
  expect(it.rows.get('c1')?.readSeq).toBe(5);
  it.marks.mark('c1', 7);
  slow.resolve();
  await vi.waitFor(() => expect(it.rows.get('c1')?.readSeq).toBe(7));
  expect(asked).toEqual([5, 7]);
});

test('that a thread was opened is said also when nothing in it is new, and once more is not asked for', async () => {
  const asked: number[] = [];
  const it = marks(async (_, { seq }) => {
    asked.push(seq);
    return { readSeq: 9, unread: 0 };
  });
  it.marks.mark('c1', 9, true);
  await vi.waitFor(() => expect(it.rows.get('c1')?.readSeq).toBe(9));
  it.marks.mark('c1', 9, true);
  it.marks.mark('c1', 9);
  it.marks.mark('c2', 9, true);
  expect(asked).toEqual([9, 9]);
});
