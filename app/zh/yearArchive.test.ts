import { expect, it } from 'vitest';
import { archiveManual } from './yearArchive';

const manual = (differences: Parameters<typeof archiveManual>[0]['differences']) =>
  archiveManual({
    ...{ title: '2019年度样例', centreName: '样本中心', origin: '样例', isOver: true, differences },
    audit: { count: 3, broken: 0, sequence: 3, hash: 'a'.repeat(64) },
  });

it.each([
  ['not frozen', null, false],
  ['frozen, and nothing came after', [], true],
] as const)('the manual of a year %s', (_, differences, isFrozen) => {
  expect(manual(differences).includes('报告（未定稿）')).toBe(!isFrozen);
  expect(manual(differences)).not.toContain('定稿以后有变化');
});

it('names what the records say otherwise than the frozen paper, a line each', () => {
  const text = manual([
    { place: '资金支付数', frozen: '600.00', now: '1,000.00' },
    { place: '说明', frozen: '', now: '一\n二' },
  ]);
  expect(text).toContain('有 2 处不同');
  expect(text.split('\n')).toEqual(
    expect.arrayContaining([
      '    资金支付数：定稿 600.00，现在 1,000.00',
      '    说明：定稿 （空），现在 一；二',
    ]),
  );
});
