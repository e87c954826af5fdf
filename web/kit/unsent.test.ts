import { beforeEach, expect, test } from 'vitest';
import { Unsent } from './unsent';

beforeEach(() => localStorage.clear());

const item = (id: string, at = '2026-11-23T10:00:00Z') =>
  ({ clientMessageId: id, text: id, replyTo: null, at, state: 'queued' }) as const;
const ids = (unsent: Unsent, place: string) => unsent.list(place).map(one => one.clientMessageId);

test('a tab that takes a message out leaves alone what another tab puts in meanwhile', () => {
  const [here, there] = [new Unsent('me'), new Unsent('me')];
  here.put('c1', item('first'));
  const before = { ...localStorage };
  there.put('c1', item('second'));
  const written = Object.keys(localStorage).filter(key => !(key in before));
  here.remove('c1', 'first');
  expect(written).toHaveLength(1);
  expect(ids(there, 'c1')).toEqual(['second']);
});

test('messages are listed in the order they were written', () => {
  const unsent = new Unsent('me');
  unsent.put('c1', item('b', '2026-11-23T10:00:02Z'));
  unsent.put('c1', item('a', '2026-11-23T10:00:01Z'));
  expect(ids(unsent, 'c1')).toEqual(['a', 'b']);
});

test('places whose names begin alike keep their messages apart', () => {
  const unsent = new Unsent('me');
  unsent.put('listing:5', item('x'));
  unsent.put('listing:5 b', item('y'));
  expect(ids(unsent, 'listing:5')).toEqual(['x']);
  expect(ids(unsent, 'listing:5 b')).toEqual(['y']);
  expect(unsent.places().sort()).toEqual(['listing:5', 'listing:5 b']);
});
