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
  ])('cuts %j', (text, cells) => {
    expect(cellsOfText(text)).toEqual(cells);
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
