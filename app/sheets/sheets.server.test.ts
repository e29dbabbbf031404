import { Writable } from 'node:stream';
import ExcelJS from 'exceljs';
import type { Worksheet } from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sheetProblemMessages } from '../zh/sheets';
import { MOST_EXPANDED_BYTES, MOST_FILE_BYTES } from './sheet';
import { openSheets } from './sheetRows.server';
import { readSheet } from './sheets.server';
import { zipOf } from '../../tests/fixtures/zip';

async function workbookWith(
  fill: (sheet: Worksheet, book: ExcelJS.Workbook) => void,
  { date1904 = false } = {},
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.properties.date1904 = date1904;
  fill(book.addWorksheet('表一'), book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** An archive with the usual parts around the XML of one sheet, as other programs write it. */
function handMade({
  sheet = '',
  strings = '',
  styles = '',
  workbook = '<workbook><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>',
  relations = '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
}): Uint8Array {
  const parts: Record<string, string> = {
    'xl/workbook.xml': workbook,
    'xl/_rels/workbook.xml.rels': relations,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
    ...(strings && { 'xl/sharedStrings.xml': `<sst>${strings}</sst>` }),
    ...(styles && { 'xl/styles.xml': `<styleSheet>${styles}</styleSheet>` }),
  };
  return zipOf(Object.entries(parts).map(([name, text]) => ({ name, content: Buffer.from(text) })));
}

async function cellsOf(bytes: Uint8Array): Promise<string[][]> {
  const reading = await readSheet(bytes);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.cells;
}

async function problemOf(bytes: Uint8Array): Promise<string | null> {
  const reading = await readSheet(bytes);
  return reading.ok ? null : reading.problem;
}

describe('readSheet of a workbook', () => {
  it('reads texts, numbers, percentages, dates, formulas and the rest', async () => {
    const bytes = await workbookWith((sheet) => {
      const values: [unknown, string?][] = [
        ['文本'],
        [1000000],
        [0.1 + 0.2],
        [1, '0%'],
        [0.985, '0.00%'],
        [0.07, '0%'],
        [93001, '000000'],
        [1234.5, '_ ¥* #,##0.00_ ;[Red]-#,##0.00"元"'],
        [new Date(Date.UTC(2021, 0, 5))],
        [new Date(Date.UTC(2021, 0, 5, 8, 30))],
        [44201, 'yyyy"年"m"月"d"日"'],
        [true],
        [{ richText: [{ text: '富' }, { font: { bold: true }, text: '文本' }] }],
        [{ formula: 'A1&"x"', result: '结果' }],
        [{ formula: '1+1', result: 2 }],
        [{ formula: 'TODAY()', result: 44201 }, 'yyyy-mm-dd'],
        [{ error: '#REF!' }],
        [{ text: '链接', hyperlink: 'https://example.org/' }],
        ['第一行\n第二行'],
        ['<p>a & b</p>'],
        ['  blanks  '],
        [''],
      ];
      for (const [index, [value, format]] of values.entries()) {
        const cell = sheet.getCell(index + 1, 1);
        cell.value = value as ExcelJS.CellValue;
        if (format) cell.numFmt = format;
      }
      sheet.getCell('A4').numFmt = '0%';
    });
    expect((await cellsOf(bytes)).map(([text]) => text)).toEqual([
      '文本',
      '1000000',
      '0.3',
      '100%',
      '98.5%',
      '7%',
      '093001',
      '1234.5',
      '2021-01-05',
      '2021-01-05 08:30:00',
      '2021-01-05',
      'TRUE',
      '富文本',
      '结果',
      '2',
      '2021-01-05',
      '#REF!',
      '链接',
      '第一行\n第二行',
      '<p>a & b</p>',
      'blanks',
    ]);
  });

  it('reads a number that is marked as text as what it says, and every other formula as it stands', async () => {
    const texts = ['="0123"', '=1+1', '="a"&"b"', "'0123"];
    const bytes = await workbookWith((sheet) => void sheet.addRow(texts));
    const read = ['0123', ...texts.slice(1)];
    expect(await cellsOf(bytes)).toEqual([read]);
    const [sheet] = await openSheets(Buffer.from(bytes));
    for await (const { cells } of sheet!.rows()) {
      expect(cells).toEqual(read.map((text) => ({ kind: 'text', text })));
    }
  });

  it('counts days from 1904 when the workbook does', async () => {
    const bytes = await workbookWith(
      (sheet) => {
        sheet.getCell('A1').value = new Date(Date.UTC(2021, 0, 5));
        sheet.getCell('B1').value = { formula: 'A1', result: 44201 - 1462 };
        sheet.getCell('B1').numFmt = 'yyyy-mm-dd';
      },
      { date1904: true },
    );
    expect(await cellsOf(bytes)).toEqual([['2021-01-05', '2021-01-05']]);
  });

  it('keeps rows and columns where they stand', async () => {
    const bytes = await workbookWith((sheet) => {
      sheet.getCell('B2').value = 'b2';
      sheet.getCell('D4').value = 'd4';
      sheet.getCell('A9').value = '';
    });
    expect(await cellsOf(bytes)).toEqual([[], ['', 'b2'], [], ['', '', '', 'd4']]);
  });

  it('gives merged cells their text once, even where covered cells kept theirs', async () => {
    const merged = await workbookWith((sheet) => {
      sheet.getCell('A1').value = '标题';
      sheet.mergeCells('A1:C2');
      sheet.getCell('A3').value = '下一行';
    });
    expect(await cellsOf(merged)).toEqual([['标题'], [], ['下一行']]);

    const covered = handMade({
      sheet:
        '<row r="1"><c r="A1" t="str"><v>x</v></c><c r="B1" t="str"><v>x</v></c></row>' +
        '<row r="2"><c r="A2" t="str"><v>x</v></c><c r="B2" t="str"><v>x</v></c><c r="C2" t="str"><v>y</v></c></row>' +
        '</sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells><sheetData>',
    });
    expect(await cellsOf(covered)).toEqual([
      ['x', ''],
      ['', '', 'y'],
    ]);
  });

  it('takes the first visible sheet with text, in the order of the tabs', async () => {
    const bytes = await workbookWith((sheet, book) => {
      sheet.state = 'hidden';
      sheet.getCell('A1').value = '隐藏';
      book.addWorksheet('空');
      book.addWorksheet('要').getCell('A1').value = '要的';
      book.addWorksheet('后').getCell('A1').value = '后面的';
    });
    expect(await cellsOf(bytes)).toEqual([['要的']]);

    const reordered = handMade({
      workbook:
        '<workbook><sheets><sheet name="b" sheetId="2" r:id="rId2"/><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
      relations:
        "<Relationships><Relationship Target='/xl/worksheets/sheet1.xml' Id='rId2'/></Relationships>",
      sheet: '<row r="1"><c r="A1" t="inlineStr"><is><t>内联</t></is></c></row>',
    });
    expect(await cellsOf(reordered)).toEqual([['内联']]);
  });

  it('reads the date formats of Chinese Excel from bare styles, leaves out pinyin, and decodes escaped characters', async () => {
    const bytes = handMade({
      styles:
        '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="31" fontId="0"/><xf numFmtId="57"/></cellXfs>',
      strings:
        '<si><t>帮扶</t><rPh sb="0" eb="2"><t>bangfu</t></rPh><phoneticPr fontId="1"/></si><si><t>a_x000D__x000A_b_x0000_</t></si>',
      sheet:
        '<row r="1"><c r="A1" s="1"><v>44201</v></c><c r="B1" s="2"><v>44201</v></c>' +
        '<c r="C1" t="s"><v>0</v></c><c r="D1" t="s"><v>1</v></c></row>',
    });
    expect(await cellsOf(bytes)).toEqual([['2021-01-05', '2021-01-05', '帮扶', 'a\nb']]);
  });

  it('does not tear characters apart in long texts', async () => {
    const line = '困难职工𠀀帮扶'.repeat(9);
    const numbers = Array.from({ length: 3_000 }, (_, index) => index + 1);
    const shared = handMade({
      strings: numbers.map((number) => `<si><t>${line}${number}</t></si>`).join(''),
      sheet: numbers
        .map((number) => `<row r="${number}"><c r="A${number}" t="s"><v>${number - 1}</v></c></row>`)
        .join(''),
    });
    const inline = handMade({
      sheet: numbers
        .map((number) => `<row r="${number}"><c r="A${number}" t="str"><v>${line}${number}</v></c></row>`)
        .join(''),
    });
    const texts = numbers.map((number) => [line + number]);
    expect(await cellsOf(shared)).toEqual(texts);
    expect(await cellsOf(inline)).toEqual(texts);
  });

  it('reads what the streaming writer writes', async () => {
    const chunks: Buffer[] = [];
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk);
        done();
      },
    });
    const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
    const sheet = book.addWorksheet('流');
    sheet.addRow(['一', 2, new Date(Date.UTC(2021, 0, 5))]).commit();
    await book.commit();
    expect(await cellsOf(Buffer.concat(chunks))).toEqual([['一', '2', '2021-01-05']]);
  });
});

describe('readSheet of text', () => {
  it.each([
    [
      'a\tb\n文\td',
      [
        ['a', 'b'],
        ['文', 'd'],
      ],
    ],
    ['\ufeffa,b', [['a', 'b']]],
  ])('reads %j', async (text, cells) => {
    expect(await cellsOf(new TextEncoder().encode(text))).toEqual(cells);
  });
});

describe('openSheets refuses', () => {
  const bytes = (content: string) => Buffer.from(content, 'latin1');

  it.each([
    ['a table in text', Buffer.from('档案编号,姓名\nA,甲'), 'file_text'],
    ['the same in GBK', bytes('\xb5\xb5\xb0\xb8,\xd0\xd5\xc3\xfb'), 'file_text'],
    ['a web page', bytes('<html><table></table></html>'), 'file_web_page'],
    ['pdf', bytes('%PDF-1.7\n'), 'file_pdf'],
    ['an old workbook', bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1Workbook'), 'file_old_office'],
    [
      'a workbook with password',
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, ...Buffer.from('EncryptedPackage', 'utf16le')]),
      'file_encrypted',
    ],
    ['a picture', bytes('\x89PNG\r\n\x1a\n\0\0\0\r'), 'file_no_workbook'],
    ['any other archive', zipOf([{ name: 'readme.txt', content: Buffer.from('x') }]), 'file_no_workbook'],
    ['nothing', bytes(''), 'file_empty'],
  ] as const)('%s, and recommends nothing that it would refuse', async (_, file, problem) => {
    await expect(openSheets(Buffer.from(file))).rejects.toMatchObject({ problem });
    expect(sheetProblemMessages[problem]).not.toMatch(/上传.*(\.txt|\.csv)/);
  });
});

describe('readSheet refuses', () => {
  const text = (content: string) => new Uint8Array(Buffer.from(content, 'latin1'));
  const archive = (...names: string[]) =>
    zipOf(names.map((name) => ({ name, content: Buffer.from('<x/>') })));

  it.each<[string, Uint8Array, string]>([
    ['nothing', text(''), 'file_empty'],
    ['blanks', text(' \r\n\t\r\n'), 'file_empty'],
    ['a large file', new Uint8Array(MOST_FILE_BYTES + 1), 'file_too_large'],
    ['an old workbook', text('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1Workbook'), 'file_old_office'],
    [
      'a workbook with password',
      text('\xd0\xcf\x11\xe0E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0'),
      'file_encrypted',
    ],
    ['pdf', text('%PDF-1.7\n'), 'file_pdf'],
    ['rtf', text('{\\rtf1 x}'), 'file_word'],
    ['docx', archive('[Content_Types].xml', 'word/document.xml'), 'file_word'],
    ['xlsb', archive('xl/workbook.bin'), 'file_other_spreadsheet'],
    ['ods', archive('mimetype', 'content.xml'), 'file_other_spreadsheet'],
    ['any other archive', archive('readme.txt'), 'file_unknown'],
    ['a web page', text('<html><table><tr><td>1</td></tr></table></html>'), 'file_web_page'],
    ['a picture', text('\x89PNG\r\n\x1a\n\0\0\0\r'), 'file_unknown'],
    ['half an archive', text('PK\x03\x04\x14\0\0\0'), 'file_damaged'],
    ['an empty sheet', handMade({}), 'sheet_empty'],
    [
      'a cell far below',
      handMade({ sheet: '<row r="900000"><c r="A900000"><v>1</v></c></row>' }),
      'sheet_too_large',
    ],
    ['a cell far right', handMade({ sheet: '<row r="1"><c r="XFD1"><v>1</v></c></row>' }), 'sheet_too_large'],
    ['a broken sheet', handMade({ sheet: '<row r="1"><c r="A1"><v>1</x></row>' }), 'file_damaged'],
    ['a text of too many lines', text('a\n'.repeat(100_001)), 'sheet_too_large'],
    ['a text of too many columns', text('a\t'.repeat(1_001)), 'sheet_too_large'],
  ])('%s', async (_, bytes, problem) => {
    expect(await problemOf(bytes)).toBe(problem);
    expect(Object.keys(sheetProblemMessages)).toContain(problem);
  });

  it('an archive that expands too far, before expanding it', async () => {
    const bomb = archiveOfZeros(MOST_EXPANDED_BYTES + 1);
    expect(bomb.length).toBeLessThan(100_000);
    expect(await problemOf(bomb)).toBe('file_expands_too_large');
  });

  it('an archive that says it is smaller than it is', async () => {
    expect(await problemOf(archiveOfZeros(1_000_000, { claimed: 1_000 }))).toBe('file_damaged');
  });

  it('nothing slowly: a workbook of open marks', async () => {
    const workbook = ({ ruby, format, merge }: { ruby: string; format: string; merge: string }) => {
      const marks = (mark: string) => mark.repeat(3_000_000 / mark.length);
      return handMade({
        strings: marks(ruby),
        styles: `<numFmts><numFmt numFmtId="176" formatCode="${marks(format)}"/></numFmts><cellXfs><xf numFmtId="176"/></cellXfs>${marks('<numFmt ')}`,
        sheet: `<row r="1"><c r="A1" s="0"><v>1</v></c></row>${marks(merge)}`,
      });
    };
    const took = async (bytes: Parameters<typeof readSheet>[0]) => {
      const started = performance.now();
      await readSheet(bytes);
      return performance.now() - started;
    };
    const calm = workbook({ ruby: '<rPh></rPh>', format: '0', merge: '<mergeCell/>' });
    await took(calm);
    const hostile = workbook({ ruby: '<rPh ', format: '[', merge: '<mergeCell ' });
    // A cost that grew with the square would be thousands of times that of a calm workbook.
    expect((await took(hostile)) / (await took(calm))).toBeLessThan(100);
  });

  it('or reads, but never throws on a damaged workbook', { timeout: 120_000 }, async () => {
    const whole = await workbookWith((sheet) => {
      for (let row = 1; row <= 20; row += 1) sheet.addRow(['行', row, new Date(Date.UTC(2021, 0, row))]);
    });
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(damage, fc.nat(whole.length), async (changes, length) => {
        const damaged = changes[0]?.[1] === 0 ? whole.slice(0, length) : whole.slice();
        for (const [at, value] of changes) damaged[at] = value;
        const reading = await readSheet(damaged);
        expect(reading.ok ? Array.isArray(reading.cells) : reading.problem in sheetProblemMessages).toBe(
          true,
        );
      }),
      { numRuns: 200 },
    );
  });
});

/** A workbook archive whose only part is a long run of zeros. */
function archiveOfZeros(size: number, claim: { claimed?: number } = {}): Uint8Array {
  return zipOf([{ name: 'xl/workbook.xml', content: Buffer.alloc(size) }], claim);
}
