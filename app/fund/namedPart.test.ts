import { describe, expect, it } from 'vitest';
import { filterOfName, uncountedParts } from './namedPart';
import { standardRows } from './targetRow';

const ALL = { type: null, division: null, source: null, serviceKind: null };

describe('filterOfName', () => {
  it.each([
    ['职业介绍人次', 'services_count', { serviceKind: 'job_placement' }],
    ['困难职工技能培训人数', 'services_count', { serviceKind: 'training' }],
    ['中央财政资金到位金额', 'received_amount', { source: 'central' }],
    ['地方配套资金到位金额', 'received_amount', { source: 'local' }],
    ['社会捐赠资金到位金额', 'received_amount', { source: 'donation' }],
    ['资金到位金额', 'received_amount', null],
    ['省级资金到位金额', 'received_amount', null],
    ['金水区生活救助人数', 'people_helped.living', { division: '410105' }],
    ['郑州市金水区满意度', 'satisfaction', { division: '410105' }],
    ['管城区救助户数', 'people_helped.all', { division: '410104' }],
    ['管城回族区救助户数', 'people_helped.all', { division: '410104' }],
    ['郑州高新技术产业开发区受助人数', 'people_helped.all', { division: '410172' }],
    ['高新区受助人数', 'people_helped.all', { division: '410172' }],
    ['巩义市技能培训人次', 'services_count', { division: '410181', serviceKind: 'training' }],
    ['医疗发放金额', 'paid_amount', { type: 'medical' }],
    ['助学救助应补尽补率', 'coverage', { type: 'schooling' }],
    ['金水区生活救助发放及时性', 'timeliness', { type: 'living', division: '410105' }],
    // Of several, or of all but one, none is sure.
    ['金水区和二七区受助人数', 'people_helped.all', null],
    ['医疗和助学救助发放金额', 'paid_amount', null],
    ['金水区以外受助人数', 'people_helped.all', null],
    ['生活困难职工救助金额', 'paid_amount', null],
    ['中原区域受助人数', 'people_helped.all', null],
    ['高新技术职业受助人数', 'people_helped.all', null],
    // No metric is narrowed by what it cannot be.
    ['中央财政资金到位率', 'funds_in_place', null],
    ['金水区资金到位率', 'funds_in_place', null],
    ['社会捐助资金发放金额', 'paid_amount', null],
    ['医疗救助人数', 'people_helped.medical', null],
    ['技能培训人次', 'people_helped.all', null],
    ['技能培训人次', null, null],
  ] as const)('of %s as %s', (name, metric, part) => {
    expect(filterOfName(name, metric)).toEqual(part && { ...ALL, ...part });
  });
});

describe('what a name tells of and the figure does not stop at', () => {
  it.each([
    ['金水区生活救助人数', 'people_helped.living', null, ['金水区']],
    ['金水区生活救助人数', 'people_helped.living', { division: '410105' }, []],
    ['金水区和二七区受助人数', 'people_helped.all', null, ['二七区', '金水区']],
    ['金水区资金到位率', 'funds_in_place', null, ['金水区']],
    ['社会捐助资金发放金额', 'paid_amount', null, ['社会捐助']],
    ['金水区医疗发放金额', 'paid_amount', { type: 'medical' }, ['金水区']],
    ['生活救助对象满意度', 'satisfaction', null, ['生活救助']],
    ['医疗救助人数', 'people_helped.all', null, ['医疗']],
    ['医疗救助人数', 'people_helped.medical', null, []],
    ['生活救助、助学、医疗救助发放金额', 'paid_amount', null, []],
    ['金水区走访次数', null, null, []],
    ['发放金额', 'paid_amount', null, []],
  ] as const)('of %s as %s narrowed to %j', (name, metric, part, expected) => {
    expect(uncountedParts(name, { metric, filter: part && { ...ALL, ...part } })).toEqual(expected);
  });

  it('is nothing on the standard form', () => {
    for (const { level3, ...row } of standardRows()) expect(uncountedParts(level3 ?? '', row)).toEqual([]);
  });
});
