import { describe, expect, it } from 'vitest';
import { foldersOf } from './folders';
import type { SampledPayment } from './sample.server';

const sampled = (id: string, given: Partial<SampledPayment> = {}): SampledPayment => ({
  ...{ id, awardId: 'a', applicationId: 'b', projectId: 'p', familyId: 'f', fileNumber: '2019-00001' },
  ...{
    isErased: false,
    mainPerson: '样例甲',
    name: '样例甲',
    idMasked: '',
    type: 'living',
    year: 2019,
    paidOn: '2019-03-04',
  },
  ...{ amountFen: 60_000, netFen: 60_000 },
  ...given,
});

describe('the folders of a pack', () => {
  it('are one a family in the order of the list, and one a payment in it', () => {
    const { families, ofPayment } = foldersOf([
      sampled('1'),
      sampled('2', { familyId: 'g', mainPerson: '样例/乙', name: '样例丙', fileNumber: '2019-00002' }),
      sampled('3'),
      sampled('4', { type: 'medical', amountFen: 60_050 }),
    ]);
    expect(families.map(({ path, payments }) => [path, payments.length])).toEqual([
      ['001 2019-00001 样例甲', 3],
      ['002 2019-00002 样例 乙', 1],
    ]);
    expect([...ofPayment.values()]).toEqual([
      '001 2019-00001 样例甲/发放 2019-03-04 生活救助 600.00元',
      '002 2019-00002 样例 乙/发放 2019-03-04 生活救助 600.00元',
      '001 2019-00001 样例甲/发放 2019-03-04 生活救助 600.00元 (2)',
      '001 2019-00001 样例甲/发放 2019-03-04 医疗救助 600.50元',
    ]);
  });
});
