import { describe, expect, it } from 'vitest';
import type { SheetRow } from '../sheets/sheet';
import { headerOf, personCells, SHEET_COLUMNS } from './familySheet';
import { COLUMN_TITLES } from '../zh/familySheet';

const row = (...texts: (string | undefined)[]): SheetRow => ({
  number: 3,
  cells: texts.map((text) => (text === undefined ? undefined : { kind: 'text', text })),
});

describe('the header', () => {
  it('knows every column by its name', () => {
    const header = headerOf(row(...SHEET_COLUMNS.map((column) => COLUMN_TITLES[column])));
    expect(header).toEqual({ row: 3, columns: [...SHEET_COLUMNS], unknown: [], missing: [] });
  });

  it('knows them in any order, with marks, remarks and other names, and lists what it does not know', () => {
    const header = headerOf(
      row('序号', '＊身份证号码\n(必填)', undefined, '姓　名', '与户主关系', '月收入（元）', '备注', '姓名'),
    );
    expect(header?.columns).toEqual([
      null,
      'idNumber',
      null,
      'name',
      'relation',
      'monthlyIncome',
      null,
      null,
    ]);
    expect(header?.unknown).toEqual(['序号', '备注', '姓名']);
    expect(header?.missing).not.toContain('name');
    expect(header?.missing).toContain('fileNumber');
  });

  it.each([[['困难职工登记册']], [['姓名', '备注']], [['单位：郑州市样本厂', '日期：2019年']]])(
    'is not %j',
    (texts) => {
      expect(headerOf(row(...texts))).toBeNull();
    },
  );
});

describe('a row below it', () => {
  const header = headerOf(row('序号', '档案编号', '与档案主关系', '姓名', '身份证号', '家庭年度总收入'))!;
  const kind = (...texts: (string | undefined)[]) => personCells(row(...texts), header).kind;

  it.each([
    ['person', ['1', 'A1', '本人', '林样本', '11010519491231002X']],
    ['person', ['1', 'A1', '本人', '合计', '11010519491231002X']],
    ['person', [undefined, 'A1', undefined, undefined, undefined, '500']],
    ['blank', ['12']],
    ['skipped', ['合计', undefined, undefined, undefined, undefined, '12000']],
    ['skipped', [undefined, '合　计：3 人', undefined, undefined, undefined, '12000']],
    ['skipped', [undefined, '填表人：甲', undefined, '审核：乙']],
    ['skipped', ['序号', '档案编号', '与档案主关系', '姓名', '身份证号', '家庭年度总收入']],
  ])('is %s: %j', (expected, texts) => {
    expect(kind(...texts)).toBe(expected);
  });
});
