import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formFault, listsOf, MOST_FIELDS, MOST_ROWS, withinLists } from './formBounds';

const field = (name: string, value: unknown = 'x') => [[name, value]] as const;
const intent = (type: string, payload: unknown) => JSON.stringify({ type, payload });
const state = (...names: string[]) =>
  JSON.stringify({ validated: Object.fromEntries(names.map((name) => [name, true])) });

describe('the name of a field', () => {
  it.each([
    'name',
    'one-time',
    'income.wagesFen',
    'members[0].school',
    `members[${MOST_ROWS - 1}].name`,
    'matching.except[7]',
    `a${'b'.repeat(99)}`,
  ])('%s is possible', (name) => expect(formFault(field(name))).toBeNull());

  it.each([
    '',
    `members[${MOST_ROWS}].name`,
    'members[99999].name',
    'members[1e3].name',
    'members[-1].name',
    'members[].name',
    'family[]',
    'rows[0][0]',
    'rows[0].cells[0]',
    'a.b.c.d.e',
    'a.b[0].c.d',
    'a..b',
    '.a',
    'a.',
    '__proto__.x',
    'a.constructor',
    'prototype[0]',
    `a${'b'.repeat(100)}`,
    '姓名',
  ])('%s is not', (name) => expect(formFault(field(name))).toBe('unknown_fields'));
});

describe('what conform sends', () => {
  it.each<[string, string]>([
    ['a row added', intent('insert', { name: 'rows', index: 3, defaultValue: { weight: '0' } })],
    ['a row removed', intent('remove', { name: 'members', index: 0 })],
    ['a row moved', intent('reorder', { name: 'rows', from: 2, to: 1 })],
  ])('is read: %s', (_, text) => expect(formFault(field('__intent__', text))).toBeNull());

  it.each<[string, string]>([
    ['a value of its own', intent('update', { value: { members: [] } })],
    ['a list within a list', intent('insert', { name: 'members[99999].x' })],
    ['no list', intent('insert', {})],
    ['a row of any length', intent('insert', { name: 'rows', defaultValue: 'x'.repeat(5_000) })],
    ['no JSON', '{'],
  ])('is not read: %s', (_, text) => expect(formFault(field('__intent__', text))).toBe('unknown_fields'));

  it.each<[string, string, boolean]>([
    ['fields that are possible', state('name', 'members[0].name', ''), true],
    ['a field that is not', state('members[99999].name'), false],
    ['something else', JSON.stringify({ key: {} }), false],
    ['no JSON', 'x', false],
  ])('of what it knows of %s', (_, text, isRead) =>
    expect(formFault(field('__state__', text))).toBe(isRead ? null : 'unknown_fields'),
  );
});

describe('the number of fields', () => {
  const fields = (count: number) => Array.from({ length: count }, () => ['a', ''] as const);
  it('is bounded', () => {
    expect(formFault(fields(MOST_FIELDS))).toBeNull();
    expect(formFault(fields(MOST_FIELDS + 1))).toBe('too_many_fields');
  });
  it('is counted no further', () => {
    function* endless(): Generator<[string, string]> {
      for (;;) yield ['a', ''];
    }
    expect(formFault(endless())).toBe('too_many_fields');
  });
});

describe('the lists of a schema', () => {
  const schema = z
    .object({
      name: z.string(),
      members: z.array(z.object({ name: z.string() }).refine(() => true)).max(2),
      ids: z
        .array(z.string())
        .max(1)
        .default([])
        .transform((ids) => ids),
      matching: z.object({ except: z.array(z.string()).optional() }).optional(),
    })
    .superRefine(() => {});
  const kept = (...names: string[]) =>
    withinLists(
      names.map((name) => [name, 'x'] as const),
      schema,
    ).map(([name]) => name);

  it('are found wherever they stand', () =>
    expect([...listsOf(schema)]).toEqual([
      ['members', { most: 2, isOfRows: true }],
      ['ids', { most: 1, isOfRows: false }],
      ['matching.except', { most: MOST_ROWS, isOfRows: false }],
    ]));
  it('have one row more than the schema allows, that it may say so', () =>
    expect(kept('members[1].name', 'members[2].name')).toEqual(['members[1].name', 'members[2].name']));
  it('have one row in which all further ones end', () =>
    expect(kept('members[1].name', 'members[3].name', 'members[1999].name', 'ids[7]')).toEqual([
      'members[1].name',
      'members[2].name',
      'ids[1]',
    ]));
  it('of values that repeat a name too', () => expect(kept('ids', 'ids', 'ids')).toEqual(['ids', 'ids']));
  it('are lists, whatever is sent', () =>
    expect(kept('members', 'members.name', 'members[0]', 'ids[0].x', 'name[0]', 'name', 'ids[0]')).toEqual([
      'name',
      'ids[0]',
    ]));
  it('leave everything else alone', () =>
    expect(kept('name', 'matching.year', 'other')).toEqual(['name', 'matching.year', 'other']));
});
