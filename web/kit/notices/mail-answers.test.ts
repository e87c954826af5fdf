import { expect, test } from 'vitest';
import type { Api } from '../api';
import { allowMailAnswers, mailAnswers } from './mail-answers';

test('answers by mail are allowed, ended and looked up for one thread', async () => {
  const asked: string[] = [];
  const call = (method: string) => async (path: string) => {
    asked.push(`${method} ${path}`);
    return { available: true, stopped: false };
  };
  const api = { get: call('GET'), put: call('PUT'), delete: call('DELETE') } as unknown as Api;
  expect(await mailAnswers(api, 't1')).toEqual({ available: true, stopped: false });
  await allowMailAnswers(api, 't1', false);
  await allowMailAnswers(api, 't1', true);
  const place = '/v1/conversations/t1/mail-answers';
  expect(asked).toEqual([`GET ${place}`, `DELETE ${place}`, `PUT ${place}`]);
});
