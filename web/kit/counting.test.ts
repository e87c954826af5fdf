import { expect, test } from 'vitest';
import type { Api } from './api';
import { Counting } from './counting';
import { later } from './samples';
import type { Counts } from './wire';

test('a count that was overtaken by a later one is not told', async () => {
  const answers = [later<Counts>(), later<Counts>()];
  let asked = 0;
  const get = () => answers[asked++]?.promise;
  const told: number[] = [];
  const counting = new Counting({ get } as unknown as Api, 'buyer', counts => told.push(counts.messages));
  const both = [counting.ask(), counting.ask()];
  answers[1]?.resolve({ conversations: 0, messages: 0 });
  await both[1];
  answers[0]?.resolve({ conversations: 1, messages: 5 });
  await both[0];
  expect(told).toEqual([0]);
});

test('a question that a push overtook is not told', async () => {
  const answer = later<Counts>();
  const told: number[] = [];
  const counting = new Counting({ get: () => answer.promise } as unknown as Api, 'buyer', counts =>
    told.push(counts.messages),
  );
  const asking = counting.ask();
  counting.pushed({ conversations: 1, messages: 2 });
  answer.resolve({ conversations: 0, messages: 0 });
  await asking;
  expect(told).toEqual([2]);
});
