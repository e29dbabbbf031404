import { describe, expect, it } from 'vitest';
import { familyProgress, type ProgressFacts } from './progress';

const FACTS: ProgressFacts = {
  status: 'draft',
  appliedOn: '2019-03-01',
  submittedOn: '2019-03-02',
  visitedOn: '2019-03-03',
  publicisedOn: '2019-03-04',
  noticeEndsOn: '2019-03-12',
  registeredOn: null,
  rejectedOn: null,
  exitedOn: null,
  takenBy: { 'family.recorded': '甲', 'family.submitted': '乙', 'family.rejected': '丙' },
};

const course = (facts: Partial<ProgressFacts>) =>
  familyProgress({ ...FACTS, ...facts }).map(({ label, state }) => `${label} ${state}`);

describe('the course of a file', () => {
  it.each<[Partial<ProgressFacts>, string[]]>([
    [{ status: 'draft' }, ['登记 done', '提交 current', '入户核查 todo', '公示 todo', '审批建档 todo']],
    [{ status: 'returned' }, ['登记 done', '提交 current', '入户核查 todo', '公示 todo', '审批建档 todo']],
    [{ status: 'visited' }, ['登记 done', '提交 done', '入户核查 done', '公示 current', '审批建档 todo']],
    [{ status: 'approved' }, ['登记 done', '提交 done', '入户核查 done', '公示 done', '审批建档 done']],
    [
      { status: 'exited' },
      ['登记 done', '提交 done', '入户核查 done', '公示 done', '审批建档 done', '退出 done'],
    ],
    [
      { status: 'rejected', publicisedOn: null },
      ['登记 done', '提交 done', '入户核查 done', '不予认定 done'],
    ],
  ])('%j', (facts, expected) => expect(course(facts)).toEqual(expected));

  it('says when and by whom, and what it waits for', () => {
    const notes = familyProgress({ ...FACTS, status: 'publicised' }).map(({ note }) => note);
    expect(notes).toEqual([
      '2019-03-01 甲',
      '2019-03-02 乙',
      '2019-03-03',
      '2019-03-04',
      '待中心主任审批，最早 2019-03-12',
    ]);
  });
});
