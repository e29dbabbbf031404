import { DrizzleQueryError } from 'drizzle-orm/errors';
import { describe, expect, it } from 'vitest';
import { faultMessage, faultText, toldFault } from './fault';

const TYPED = '13900001234';

/** An error of the database as its driver makes it. */
function ofDatabase(message: string, fields: Record<string, string> = {}): Error {
  return Object.assign(new Error(message), fields);
}

function refused(cause: Error): Error {
  return new DrizzleQueryError('insert into "x" values (?)', [TYPED, `\n    at ${TYPED} (x.ts:1:1)`], cause);
}

describe('what is told of a refused statement', () => {
  it('is what the database says, its code and names, and where it was asked for', () => {
    const cause = ofDatabase('violates check constraint "phone_is_known"', {
      ...{ code: '23514', constraint: 'phone_is_known', table: 'families', column: 'phone' },
      ...{ detail: `Failing row contains (${TYPED}).`, where: `unnamed portal with $1 = '${TYPED}'` },
    });
    const told = toldFault(refused(cause));
    expect(told.message).toBe('violates check constraint "phone_is_known"');
    expect(told.type).toBe('DrizzleQueryError');
    expect(told.stack).toContain('fault.test.ts');
    expect(told.cause).toMatchObject({
      ...{ code: '23514', constraint: 'phone_is_known', table: 'families', column: 'phone' },
    });
    expect(JSON.stringify(told)).not.toContain(TYPED);
  });

  it.each([
    [
      '22P02',
      `invalid input syntax for type integer: "${TYPED}"`,
      'invalid input syntax for type integer: …',
    ],
    ['22003', `value "a"${TYPED}"b" is out of range`, 'value … is out of range'],
    ['22001', 'value too long for type character(3)', 'value too long for type character(3)'],
    ['23502', 'null value in column "name"', 'null value in column "name"'],
  ])('with code %s: %s becomes %s', (code, message, expected) => {
    expect(faultMessage(refused(ofDatabase(message, { code })))).toBe(expected);
    expect(faultMessage(ofDatabase(message, { code }))).toBe(expected);
  });
});

it('stands in lines, with the cause below', () => {
  const lines = faultText(
    refused(ofDatabase('UNIQUE constraint failed: x.y', { code: 'SQLITE_CONSTRAINT' })),
  );
  expect(lines.split('\n').filter((line) => !line.startsWith('    at '))).toEqual([
    'DrizzleQueryError: UNIQUE constraint failed: x.y',
    'Error: UNIQUE constraint failed: x.y [SQLITE_CONSTRAINT]',
  ]);
});

describe('what is told of another error', () => {
  it('is its message and trace, and of its fields the names alone', () => {
    const error = Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE', typed: TYPED });
    expect(toldFault(error)).toEqual({
      ...{ type: 'Error', message: 'listen EADDRINUSE', code: 'EADDRINUSE' },
      stack: expect.stringMatching(/^ {4}at .*fault\.test\.ts/) as string,
    });
  });

  it('holds nothing of a text that was no JSON', () => {
    const told = [TYPED, `{"a": "${TYPED}`, `{'${TYPED}'`, `[${TYPED}, x]`].flatMap((text) => {
      try {
        JSON.parse(text);
        return [];
      } catch (error) {
        return [JSON.stringify(toldFault(error))];
      }
    });
    expect(told).toHaveLength(3);
    for (const one of told) expect(one).not.toContain(TYPED);
  });

  it('names each attempt where several failed, and ends where causes go round', () => {
    const both = new AggregateError([new Error('::1 refused'), new Error('127.0.0.1 refused')]);
    expect(faultMessage(both)).toBe('::1 refused; 127.0.0.1 refused');
    expect(toldFault(both).errors).toHaveLength(2);
    const round = new Error('round');
    round.cause = round;
    expect(JSON.stringify(toldFault(round)).match(/"round"/g)).toHaveLength(6);
  });

  it('is that none was thrown where none was', () => {
    expect(toldFault(TYPED)).toEqual({ type: 'String', message: 'no error was thrown', stack: '' });
    expect(toldFault(undefined).type).toBe('undefined');
  });
});
