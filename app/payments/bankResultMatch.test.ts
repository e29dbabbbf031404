import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen } from '../money/fen';
import { plainYuan } from '../money/yuan';
import {
  causeOf,
  guessColumns,
  guessMapping,
  readRows,
  resultFileOf,
  type ResultCell,
  type ResultField,
} from './bankResult';
import { matchRows, type SentLine, type VerdictKind } from './bankResultMatch';

const HEADERS = ['序号', '账号', '户名', '金额', '处理结果', '失败原因', '交易日期', '流水号'];

function aLine(lineNumber: number, given: Partial<SentLine> = {}): SentLine {
  return {
    id: `line-${lineNumber}`,
    lineNumber,
    account: `62220210000000000${String(lineNumber).padStart(2, '0')}`,
    holder: '林样本',
    amountFen: 60_000,
    status: 'sent',
    booked: null,
    ...given,
  };
}

type Row = Partial<Record<(typeof HEADERS)[number], ResultCell>>;

function aRow(line: SentLine, given: Row = {}): ResultCell[] {
  const row: Row = {
    序号: String(line.lineNumber),
    账号: line.account,
    户名: line.holder,
    金额: plainYuan(fen(line.amountFen)),
    处理结果: '成功',
    失败原因: '',
    交易日期: '2019-03-12',
    流水号: 'LS1',
    ...given,
  };
  return HEADERS.map((header) => row[header] ?? '');
}

function judged(rows: ResultCell[][], lines: SentLine[]) {
  const file = resultFileOf([HEADERS, ...rows].map((cells, index) => ({ number: index + 1, cells })))!;
  return matchRows(readRows(file, guessMapping(file.headers)), lines);
}

describe('a row of a result file', () => {
  const [first, second] = [aLine(1), aLine(2, { amountFen: 50_000 })];
  const lines = [first, second];
  const failed = { 处理结果: '失败', 失败原因: '户名不符' };

  it.each<[string, Row, string | null, VerdictKind, string | null]>([
    ['agrees with a line', {}, 'line-1', 'succeeded', null],
    ['says that it failed', failed, 'line-1', 'failed', null],
    ['has no line number', { 序号: '' }, 'line-1', 'succeeded', null],
    ['has a line number that is a number', { 序号: { number: '1' } }, 'line-1', 'succeeded', null],
    ['has a spaced account', { 账号: '6222 0210 0000 0000 001' }, 'line-1', 'succeeded', null],
    ['has full-width digits', { 金额: '６００．００' }, 'line-1', 'succeeded', null],
    ['has an amount with separators', { 金额: '￥600.00' }, 'line-1', 'succeeded', null],
    ['has an amount with its sign', { 金额: '+600.00' }, 'line-1', 'succeeded', null],
    ['has a sign in full width', { 金额: '＋ ￥600.00' }, 'line-1', 'succeeded', null],
    ['has two signs', { 金额: '+-600.00' }, 'line-1', 'doubtful', 'amount_unreadable'],
    ['has a sign behind', { 金额: '600.00+' }, 'line-1', 'doubtful', 'amount_unreadable'],
    ['takes the amount away', { 金额: '-600.00' }, 'line-1', 'doubtful', 'amount_negative'],
    ['says it was taken back', { 金额: '-600.00', 处理结果: '冲正成功' }, 'line-1', 'failed', null],
    ['says so beside it', { 金额: '-600.00', 失败原因: '退汇' }, 'line-1', 'failed', null],
    [
      'says it was not taken back',
      { 金额: '-600.00', 处理结果: '冲正失败' },
      'line-1',
      'doubtful',
      'amount_negative',
    ],
    ['takes a part back', { 金额: '-599.99', 处理结果: '冲正成功' }, 'line-1', 'doubtful', 'amount_negative'],
    ['has a date with its time', { 交易日期: '2019-03-12 10:11:12' }, 'line-1', 'succeeded', null],
    ['has a date in one run', { 交易日期: '20190312' }, 'line-1', 'succeeded', null],
    ['hides the name', { 户名: '林**' }, 'line-1', 'succeeded', null],
    ['lacks a rare character', { 户名: '林?本' }, 'line-1', 'succeeded', null],
    ['has no name', { 户名: '' }, 'line-1', 'succeeded', null],
    ['has another account', { 账号: '6222021000000000099' }, 'line-1', 'doubtful', 'account_differs'],
    ['has the account of another line', { 账号: second.account }, 'line-1', 'doubtful', 'account_differs'],
    ['has another line number', { 序号: '2' }, 'line-1', 'doubtful', 'line_differs'],
    ['has a line number beyond the batch', { 序号: '77' }, 'line-1', 'doubtful', 'line_differs'],
    ['says that less was paid', { 金额: '599.99' }, 'line-1', 'doubtful', 'paid_less'],
    ['says that more was paid', { 金额: '600.01' }, 'line-1', 'doubtful', 'amount_differs'],
    ['failed with another amount', { ...failed, 金额: '500.00' }, 'line-1', 'doubtful', 'amount_differs'],
    ['has no number and less', { 序号: '', 金额: '1.00' }, 'line-1', 'doubtful', 'paid_less'],
    ['has a third decimal', { 金额: '600.001' }, 'line-1', 'doubtful', 'amount_unreadable'],
    ['has no amount', { 金额: '' }, 'line-1', 'doubtful', 'amount_unreadable'],
    ['has no account', { 账号: '' }, 'line-1', 'doubtful', 'account_unreadable'],
    [
      'has a numeric account',
      { 账号: { number: '6222021000000000000' } },
      'line-1',
      'doubtful',
      'digits_lost',
    ],
    ['has one with an exponent', { 账号: '6.22202E+18' }, 'line-1', 'doubtful', 'digits_lost'],
    ['is numeric of another', { 账号: { number: '6217000000000000000' } }, null, 'unknown', 'digits_lost'],
    [
      'is numeric, no line',
      { 序号: '', 账号: { number: '6222021000000000000' } },
      null,
      'unknown',
      'digits_lost',
    ],
    ['shows a part of the account', { 账号: '6222****0001' }, 'line-1', 'doubtful', 'account_masked'],
    ['shows a part of another', { 账号: '6222****9999' }, null, 'doubtful', 'account_differs'],
    ['has an unknown word', { 处理结果: '已核销' }, 'line-1', 'doubtful', 'word_unknown'],
    ['is not decided yet', { 处理结果: '银行处理中。' }, 'line-1', 'doubtful', 'word_pending'],
    ['has no word', { 处理结果: '' }, 'line-1', 'doubtful', 'word_missing'],
    ['has no date', { 交易日期: '' }, 'line-1', 'doubtful', 'date_missing'],
    ['failed without a date', { ...failed, 交易日期: '' }, 'line-1', 'failed', null],
    ['has a day that is none', { 交易日期: '2019-02-30' }, 'line-1', 'doubtful', 'date_unreadable'],
    ['has another name', { 户名: '张样本' }, 'line-1', 'doubtful', 'holder_differs'],
    ['hides another name', { 户名: '张*某' }, 'line-1', 'doubtful', 'holder_differs'],
    ['is of a stranger', { 序号: '', 账号: '6217001230004567890' }, null, 'unknown', 'not_in_batch'],
    ['is of a stranger beyond', { 序号: '9', 账号: '6217001230004567890' }, null, 'unknown', 'not_in_batch'],
  ])('that %s', (_, given, id, kind, doubt) => {
    const [verdict] = judged([aRow(first, given)], lines).verdicts;
    expect({ id: verdict!.line?.id ?? null, kind: verdict!.kind, doubt: verdict!.doubt }).toEqual({
      id,
      kind,
      doubt,
    });
  });

  it.each<[string, ResultCell, string, boolean]>([
    ['of fifteen digits', { number: '201912050000001' }, '201912050000001', false],
    ['of sixteen digits', { number: '2019120500000010' }, '', true],
    ['of twenty', { number: '20191205000000000000' }, '', true],
    ['of more than it can write out', { number: '1e+21' }, '', true],
    ['as a spreadsheet shows a long one', '2.01912E+19', '', true],
    ['of twenty digits as text', '20191205000000000240', '20191205000000000240', false],
    ['with a letter that is no exponent', '5E12', '5E12', false],
  ])("in a bank's number %s", (_, cell, reference, isReferenceLost) => {
    const [verdict] = judged([aRow(first, { 流水号: cell })], lines).verdicts;
    expect(verdict).toMatchObject({ kind: 'succeeded', row: { reference, isReferenceLost } });
  });

  it.each<[string, ResultCell, VerdictKind]>([
    ['240', { number: '240' }, 'applied'],
    ['240', '000240', 'applied'],
    ['000240', { number: '240' }, 'applied'],
    ['000240', '0240', 'applied'],
    ['000', '0', 'applied'],
    ['000240', '2400', 'differing'],
    ['A0240', 'A240', 'differing'],
    ['0A24', 'A24', 'differing'],
  ])('that names a payment booked as %s by the number %j is %s', (reference, cell, kind) => {
    const paid = aLine(1, { status: 'succeeded', booked: { reference, on: '2019-03-12' } });
    expect(judged([aRow(paid, { 流水号: cell })], [paid]).verdicts[0]).toMatchObject({ kind });
  });

  it.each<[string, Partial<SentLine>, Row, VerdictKind, string | null]>([
    ['says paid', {}, {}, 'doubtful', 'person_number'],
    ['says failed', {}, failed, 'doubtful', 'person_number'],
    ['has no day', {}, { 交易日期: '' }, 'doubtful', 'date_missing'],
    ['says again what is booked', { status: 'succeeded' }, {}, 'applied', null],
  ])("that has a person's number for the bank's, and %s", (_, known, given, kind, doubt) => {
    const asked = aLine(1, known);
    const rows = [aRow(asked, { 流水号: '110101199003070011', ...given }), aRow(second, { 流水号: 'LS2' })];
    const { verdicts } = judged(rows, [asked, second]);
    expect(verdicts[0]).toMatchObject({ kind, doubt, line: { id: 'line-1' }, row: { reference: '' } });
    expect(verdicts[1]).toMatchObject({ kind: 'succeeded', row: { reference: 'LS2' } });
  });

  it.each<[string, SentLine['status'], Row, VerdictKind, string | null]>([
    ['paid and paid', 'succeeded', {}, 'applied', null],
    ['failed and failed', 'failed', failed, 'applied', null],
    ['paid, then failed', 'succeeded', failed, 'doubtful', 'answered_otherwise'],
    ['failed, then paid', 'failed', {}, 'doubtful', 'answered_otherwise'],
    ['taken out', 'withdrawn', {}, 'doubtful', 'withdrawn'],
    ['taken out, under another number', 'withdrawn', { 序号: '7' }, 'doubtful', 'withdrawn'],
    ['taken out, and failed', 'withdrawn', failed, 'doubtful', 'withdrawn'],
    ['taken out, and of a stranger', 'withdrawn', { 账号: '6217001230004567890' }, 'unknown', 'not_in_batch'],
    ['paid, then another amount', 'succeeded', { 金额: '500.00' }, 'doubtful', 'paid_less'],
  ])('about a line that was answered before: %s', (_, status, given, kind, doubt) => {
    const line = aLine(1, { status });
    const [verdict] = judged([aRow(line, given)], [line]).verdicts;
    expect(verdict).toMatchObject({ kind, doubt });
  });

  it('without a number is one of several with the same account and amount, and left to a person', () => {
    const twin = aLine(3, { account: first.account });
    const { verdicts, missing } = judged([aRow(first, { 序号: '' })], [first, twin]);
    expect(verdicts[0]).toMatchObject({ kind: 'doubtful', doubt: 'several_lines', line: null });
    expect(missing).toEqual([]);
    expect(judged([aRow(first), aRow(twin)], [first, twin]).verdicts.map(({ kind }) => kind)).toEqual([
      'succeeded',
      'succeeded',
    ]);
  });

  it('is of the line of its name, where two households have one card', () => {
    const twin = aLine(3, { account: first.account, holder: '何样本' });
    for (const given of [{ 序号: '' }, { 序号: '1' }, { 序号: '9' }, { 序号: '', 账号: '6222****0001' }]) {
      const [verdict] = judged([aRow(twin, given)], [first, twin]).verdicts;
      expect(verdict!.line?.id).toBe('line-3');
    }
  });

  it('that stands there twice counts once, and contradicting rows count not at all', () => {
    const kinds = (rows: ResultCell[][]) =>
      judged(rows, lines).verdicts.map(({ kind, doubt }) => doubt ?? kind);
    expect(kinds([aRow(first), aRow(first)])).toEqual(['succeeded', 'applied']);
    expect(kinds([aRow(first), aRow(first, failed)])).toEqual(['contradicts', 'contradicts']);
    expect(kinds([aRow(first), aRow(first, { 流水号: 'LS2' })])).toEqual(['contradicts', 'contradicts']);
    expect(kinds([aRow(first, { 金额: '1' }), aRow(first)])).toEqual(['paid_less', 'contradicts']);
    expect(kinds([aRow(first), aRow(first, { 金额: '1' })])).toEqual(['contradicts', 'paid_less']);
    expect(
      kinds([aRow(first), aRow(first), aRow(first, failed)]).filter((one) => one === 'succeeded'),
    ).toEqual([]);
  });

  it('is missed where the file does not have it', () => {
    expect(judged([aRow(first)], lines).missing).toEqual([second]);
    const doubtful = judged([aRow(first, { 金额: '1' })], lines);
    expect(doubtful.missing).toEqual([second]);
  });
});

describe('the headers of a file', () => {
  it('are found below titles, and sums, empty rows and repeated headers are no rows', () => {
    const row = aRow(aLine(1));
    const cells = [
      ['代发结果清单'],
      [],
      ['批次号', '2019-001'],
      HEADERS,
      row,
      [],
      HEADERS,
      ['合计', '', '', '600.00'],
    ];
    const file = resultFileOf(cells.map((one, index) => ({ number: index + 1, cells: one })))!;
    expect(file.headers).toEqual(HEADERS);
    expect(file.rows).toEqual([{ number: 5, cells: row }]);
  });

  it.each<[string, string[], Partial<Record<ResultField, number>>]>([
    [
      'of our own file',
      HEADERS,
      { line: 0, account: 1, holder: 2, amount: 3, status: 4, reason: 5, on: 6, reference: 7 },
    ],
    [
      'with who pays and who is paid',
      ['顺序号', '付款账号/卡号', '收款账号', '收款账号名称', '金额(元)', '交易状态', '交易流水号'],
      { line: 0, account: 2, holder: 3, amount: 4, status: 5, reference: 6 },
    ],
    [
      'in other words',
      ['卡号', '姓名', '实发金额', '状态', '备注'],
      { account: 0, holder: 1, amount: 2, status: 3 },
    ],
    ['of something else', ['甲', '乙', '丙'], {}],
  ])('are guessed: %s', (_, headers, columns) => {
    expect(guessColumns(headers)).toEqual(columns);
  });

  it('are none where nothing looks like them', () => {
    expect(resultFileOf([{ number: 1, cells: ['结果'] }])).toBeNull();
    expect(resultFileOf([])).toBeNull();
  });
});

describe('the cause of a failure', () => {
  it.each([
    ['户名不符', 'name_mismatch'],
    ['账户已销户', 'account_closed'],
    ['卡已冻结', 'account_frozen'],
    ['账户未激活', 'account_inactive'],
    ['收款人证件已过期', 'identity_expired'],
    ['身份证件过期', 'identity_expired'],
    ['身份证410102对应的账号不存在', 'account_unknown'],
    ['身份证号码有误', 'other'],
    ['联行行号错误', 'wrong_branch'],
    ['账号不存在', 'account_unknown'],
    ['通讯故障', 'other'],
    ['', 'other'],
  ])('is guessed by the words %s', (words, cause) => {
    expect(causeOf(words, { causes: {} })).toBe(cause);
  });

  it('is what a person decided for the same words', () => {
    expect(causeOf('户名不符', { causes: { 户名不符: 'other' } })).toBe('other');
    expect(causeOf('constructor', { causes: {} })).toBe('other');
  });
});

describe('a row of a line that is paid already', () => {
  const booked = { reference: 'HD-1', on: '2019-03-12' };
  const agreeing = { 流水号: 'HD-1', 交易日期: '2019-03-12' };

  it.each<[string, Row, Partial<typeof booked>, VerdictKind]>([
    ['says the same', {}, {}, 'applied'],
    ['writes the number otherwise', { 流水号: ' hd-1 ' }, {}, 'applied'],
    ['says another number', { 流水号: 'HD-2' }, {}, 'differing'],
    ['says a longer number', { 流水号: 'HD-11' }, {}, 'differing'],
    ['says no number', { 流水号: '' }, {}, 'applied'],
    ['says the number of what was booked without one', { 流水号: 'HD-2' }, { reference: '' }, 'applied'],
    ['says the day before', { 交易日期: '2019-03-11' }, {}, 'differing'],
    ['says the day after', { 交易日期: '2019-03-13' }, {}, 'differing'],
    ['says another day and no number', { 流水号: '', 交易日期: '2019-03-13' }, {}, 'differing'],
    ['says no day', { 交易日期: '' }, {}, 'applied'],
    ['says another number and no day', { 流水号: 'HD-2', 交易日期: '' }, {}, 'differing'],
    ['has another holder', { 户名: '王样本' }, {}, 'applied'],
  ])('that %s', (_, given, known, kind) => {
    const line = aLine(1, { status: 'succeeded', booked: { ...booked, ...known } });
    const { verdicts, missing } = judged([aRow(line, { ...agreeing, ...given })], [line]);
    expect(verdicts).toMatchObject([{ kind, doubt: null, line: { id: line.id } }]);
    expect(missing).toEqual([]);
  });

  it('twice in a file is judged each by itself', () => {
    const line = aLine(1, { status: 'succeeded', booked });
    const { verdicts } = judged([aRow(line, agreeing), aRow(line, { ...agreeing, 流水号: 'B0' })], [line]);
    expect(verdicts.map(({ kind }) => kind)).toEqual(['applied', 'differing']);
  });

  it('that says it failed is the opposite, whatever its number', () => {
    const line = aLine(1, { status: 'succeeded', booked });
    const { verdicts } = judged([aRow(line, { 处理结果: '失败', 流水号: 'B0' })], [line]);
    expect(verdicts).toMatchObject([{ kind: 'doubtful', doubt: 'answered_otherwise' }]);
  });
});

describe('any file about any batch', () => {
  const lineOf = fc.record({
    amount: fc.constantFrom(50_000, 60_000),
    account: fc.integer({ min: 1, max: 6 }),
  });
  const change = fc.constantFrom<Row>(
    {},
    {},
    {},
    { 金额: '1.00' },
    { 账号: '6217001230004567890' },
    { 序号: '' },
    { 序号: '2' },
    { 处理结果: '失败' },
    { 处理结果: '待定' },
  );

  it('counts no row without a line of that account and amount, and no line twice', () => {
    fc.assert(
      fc.property(
        fc.array(lineOf, { minLength: 1, maxLength: 8 }),
        fc.array(fc.tuple(fc.nat(), change), { maxLength: 14 }),
        (wishes, picks) => {
          const lines = wishes.map(({ amount, account }, index) =>
            aLine(index + 1, { amountFen: amount, account: aLine(account).account }),
          );
          const { verdicts } = judged(
            picks.map(([pick, given]) => aRow(lines[pick % lines.length]!, given)),
            lines,
          );
          const counted = verdicts.filter(({ kind }) => kind === 'succeeded' || kind === 'failed');
          expect(new Set(counted.map(({ line }) => line!.id)).size).toBe(counted.length);
          for (const { row, line } of counted) {
            expect(row).toMatchObject({ account: line!.account, amountFen: line!.amountFen });
            if (row.lineNumber !== null) expect(row.lineNumber).toBe(line!.lineNumber);
          }
          expect(verdicts).toHaveLength(picks.length);
        },
      ),
    );
  });
});
