import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOfText, decodedText } from './text.server';

describe('cellsOfText', () => {
  it.each<[string, string[][]]>([
    ['', [['']]],
    ['a\tb\nc', [['a', 'b'], ['c']]],
    ['a\tb\r\nc\r\n', [['a', 'b'], ['c'], ['']]],
    ['\t\tc\t', [['', '', 'c', '']]],
    ['a\rb', [['a'], ['b']]],
    [
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a,b\tc', [['a,b', 'c']]],
    ['"a\nb"\tc', [['a\nb', 'c']]],
    ['"a\tb"\t"c"', [['a\tb', 'c']]],
    ['"say ""yes"""\tb', [['say "yes"', 'b']]],
    ['"open\tb', [['"open', 'b']]],
    ['"word" and more\tb', [['"word" and more', 'b']]],
    ['""\tb', [['', 'b']]],
    ['a "b" c\td', [['a "b" c', 'd']]],
    ['="0123"\t=1+1', [['0123', '=1+1']]],
    ['"=""0123""",="", ="7" ,="x"y"', [['0123', '', '7', '="x"y"']]],
  ])('cuts %j', (text, cells) => {
    expect(cellsOfText(text)).toEqual(cells);
  });

  it.each<[string, string, string[][]]>([
    [
      'a tab behind a long number',
      'n,a,x\n1,62\t,y',
      [
        ['n', 'a', 'x'],
        ['1', '62', 'y'],
      ],
    ],
    [
      'tabs around it',
      'n,a,x\n1,\t62\t,y',
      [
        ['n', 'a', 'x'],
        ['1', '62', 'y'],
      ],
    ],
    [
      'a tab in quotation marks',
      'n,a\n1,"62\t"',
      [
        ['n', 'a'],
        ['1', '62'],
      ],
    ],
    [
      'a tab behind each cell',
      'n\t,a\t\n1\t,62\t',
      [
        ['n', 'a'],
        ['1', '62'],
      ],
    ],
    [
      'a tab before each line',
      '\tn,a\n\t1,62',
      [
        ['n', 'a'],
        ['1', '62'],
      ],
    ],
    [
      'a tab in the middle of a text',
      'n,a,x\n1,62,b\tc',
      [
        ['n', 'a', 'x'],
        ['1', '62', 'b\tc'],
      ],
    ],
    ['one line without a header', '1,\t62\t,y', [['1', '62', 'y']]],
    [
      'amounts in threes',
      'n\ta\tx\n1\t1,200\ty',
      [
        ['n', 'a', 'x'],
        ['1', '1,200', 'y'],
      ],
    ],
    [
      'commas in each line',
      'n\tx\n1\ta, b\n2\tc, d',
      [
        ['n', 'x'],
        ['1', 'a, b'],
        ['2', 'c, d'],
      ],
    ],
    [
      'lines that end early',
      'n\ta\tx\n1\t1,200\n2\t1,300',
      [
        ['n', 'a', 'x'],
        ['1', '1,200'],
        ['2', '1,300'],
      ],
    ],
    [
      'empty cells',
      'n\ta\tx\n\t1,200\t\n\t\t1,5',
      [
        ['n', 'a', 'x'],
        ['', '1,200', ''],
        ['', '', '1,5'],
      ],
    ],
    ['a title with a comma', 'of 2019, all\nn\ta\n1\t2', [['of 2019, all'], ['n', 'a'], ['1', '2']]],
    [
      'commas in quotation marks',
      'n\ta\n"1,2,3"\t"4,5"',
      [
        ['n', 'a'],
        ['1,2,3', '4,5'],
      ],
    ],
  ])('tells the separator from %s', (_, text, cells) => {
    expect(cellsOfText(text)).toEqual(cells);
  });

  const rowsOf = <T>(cell: fc.Arbitrary<T>) =>
    fc
      .integer({ min: 4, max: 8 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
      );
  const headersOf = (rows: readonly unknown[][]) => rows[0]!.map((_, place) => `列${place}`);
  const joined = (rows: readonly string[][], separator: string) =>
    rows.map((row) => row.join(separator)).join('\r\n');
  const withoutMarks = (cell: string) => cell.replaceAll('"', '');

  it('takes no tabs that a bank puts around its numbers for separators', () => {
    const tabs = fc.constantFrom('', '', '\t', '\t\t');
    const text = fc.constantFrom('1', '6217000000000005821', '成功', '1340.00', '');
    const padded = fc.tuple(tabs, text, tabs).map(([before, bare, after]) => before + bare + after);
    const cell = fc.oneof(padded, fc.constant('"a,b"'), fc.constant('"\t62"'));
    fc.assert(
      fc.property(rowsOf(cell), (rows) => {
        const bare = rows.map((row) => row.map((one) => withoutMarks(one).replaceAll('\t', '')));
        const headers = headersOf(rows);
        expect(cellsOfText(joined([headers, ...rows], ','))).toEqual([headers, ...bare]);
      }),
    );
  });

  it('takes no commas of amounts and texts for separators', () => {
    const cell = fc.constantFrom('1', '1,340.00', '12,345,678.00', '"a\tb"', '"a,b"', '患病, 住院', '');
    fc.assert(
      fc.property(rowsOf(cell), (rows) => {
        const headers = headersOf(rows);
        const bare = rows.map((row) => row.map(withoutMarks));
        expect(cellsOfText(joined([headers, ...rows], '\t'))).toEqual([headers, ...bare]);
      }),
    );
  });

  it('reads back what a spreadsheet writes', () => {
    const cell = fc
      .array(fc.constantFrom('a', '文', '"', '\t', '\n', ' ', ','))
      .map((parts) => parts.join(''));
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(table, (cells) => {
        const quoted = cells.map((line) => line.map((text) => `"${text.replaceAll('"', '""')}"`).join('\t'));
        expect(cellsOfText(quoted.join('\r\n'))).toEqual(cells);
      }),
    );
  });
});

describe('decodedText', () => {
  const bytes = (...values: number[]) => new Uint8Array(values);

  it.each<[string, Uint8Array]>([
    ['UTF-8', new TextEncoder().encode('目标值\t𠀀')],
    ['UTF-8 with mark', new TextEncoder().encode('\ufeff目标值\t𠀀')],
    ['UTF-16', new Uint8Array(Buffer.from('\ufeff目标值\t𠀀', 'utf16le'))],
    ['UTF-16, big end first', new Uint8Array(Buffer.from('\ufeff目标值\t𠀀', 'utf16le').swap16())],
    ['GB18030', bytes(0xc4, 0xbf, 0xb1, 0xea, 0xd6, 0xb5, 0x09, 0x95, 0x32, 0x82, 0x36)],
  ])('reads %s', (_, file) => {
    expect(decodedText(file)).toBe('目标值\t𠀀');
  });

  it.each<[string, Uint8Array]>([
    ['a picture', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d)],
    ['bytes of no encoding', bytes(0xff, 0xff, 0xff)],
    ['half a character', bytes(0xff, 0xfe, 0x41)],
  ])('refuses %s', (_, file) => {
    expect(decodedText(file)).toBeNull();
  });
});

it('leaves out a stray control character, and takes what has many for no text', () => {
  const line = '6222020000000000123,张三,100.00,成功,2019-03-12\r\n'.repeat(3);
  const stray = `${line}1\u00070\u0000,4\r\n`;
  expect(decodedText(Buffer.from(stray))).toBe(`${line}10,4\r\n`);
  expect(decodedText(Buffer.from(line, 'utf16le'))).toBeNull();
});
