import type { LitElement } from 'lit';
import { beforeEach, expect, test } from 'vitest';
import type { Session } from '../kit/session';
import { Writing } from './writing';

beforeEach(() => localStorage.clear());

const session = { server: 's', person: 'ana', as: 'buyer' } as Session;
const writing = () => new Writing({ requestUpdate: () => undefined } as LitElement);

test('what was begun about a listing goes on in the conversation that it became', () => {
  const before = writing();
  before.enter(session, 'listing:5', null);
  before.keep('Is it');
  const after = writing();
  after.enter(session, 'c1', 'listing:5');
  expect(after.draft).toBe('Is it');
});

test('what is being typed stands when another tab sent from the same place', () => {
  const [here, there] = [writing(), writing()];
  for (const tab of [here, there]) tab.enter(session, 'listing:5', null);
  here.keep('From the left tab');
  there.keep('From the right tab');
  there.sent();
  here.enter(session, 'c1', 'listing:5');
  expect(here.draft).toBe('From the left tab');
});
