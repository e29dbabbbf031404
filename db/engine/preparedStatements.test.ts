import type { PoolClient } from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dropOldPlans, named } from './preparedStatements';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

function aConnection(answer: () => Promise<unknown> = () => Promise.resolve()) {
  const asked: string[] = [];
  const client = {
    query: (text: string) => {
      asked.push(text);
      return answer();
    },
  };
  return { asked, client: client as unknown as PoolClient };
}

test('a connection plans anew what it planned a minute ago, and not before', () => {
  const { asked, client } = aConnection();
  dropOldPlans(client);
  vi.advanceTimersByTime(59_999);
  dropOldPlans(client);
  expect(asked).toEqual([]);
  vi.advanceTimersByTime(1);
  dropOldPlans(client);
  expect(asked).toEqual(['DISCARD PLANS']);
  vi.advanceTimersByTime(59_999);
  dropOldPlans(client);
  expect(asked).toHaveLength(1);
  vi.advanceTimersByTime(1);
  dropOldPlans(client);
  expect(asked).toHaveLength(2);
});

test('an engine that knows no such statement goes on', async () => {
  const { asked, client } = aConnection(() => Promise.reject(new Error('syntax error')));
  dropOldPlans(client);
  vi.advanceTimersByTime(60_000);
  dropOldPlans(client);
  expect(asked).toHaveLength(1);
});

test.each([
  ['select 1', true],
  ['  INSERT INTO a VALUES (1)', true],
  ['(select 1) union (select 2)', true],
  ['update a set b = 1', true],
  ['delete from a', true],
  ['with a as (select 1) select * from a', true],
  ['select 1 from a where b like $1', false],
  ['lock table a', false],
  ['explain select 1', false],
  ['set constraints all deferred', false],
])('%s: kept %s', (text, isKept) => {
  const { client } = aConnection();
  expect(named(client, { text }, []).name !== undefined).toBe(isKept);
});

test('two texts of one connection never share a name', () => {
  const { client } = aConnection();
  const nameOf = (text: string) => named(client, { text }, []).name;
  expect(nameOf('select 1')).not.toBe(nameOf('select 2'));
  expect(nameOf('select 1')).toBe(nameOf('select 1'));
});
