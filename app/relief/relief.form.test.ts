import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { RELIEF_MESSAGES as MESSAGES } from '../zh/relief';
import {
  ApplicationForm,
  applicationOf,
  campaignActOf,
  CampaignDecisionForm,
  CampaignReviewForm,
  DecisionForm,
  ReviewForm,
  ticksOf,
  tickOf,
} from './relief.form';

const COMMAND = '01939f00-0000-7000-8000-000000000001';

/** A form as a browser sends it; a list sends its name several times. */
function sent<Schema extends z.ZodType>(schema: Schema, fields: Record<string, string | string[]>) {
  const form = new FormData();
  for (const [name, values] of Object.entries(fields)) {
    for (const value of [values].flat()) form.append(name, value);
  }
  return parseWithZod(form, { schema });
}

function valueOf<Schema extends z.ZodType>(schema: Schema, fields: Record<string, string | string[]>) {
  const submission = sent(schema, fields);
  if (submission.status !== 'success') throw new Error(JSON.stringify(submission.error));
  return submission.value;
}

it.each([ApplicationForm, ReviewForm, DecisionForm, CampaignReviewForm, CampaignDecisionForm])(
  'form %# tells the browser what it requires',
  (schema) => expect(Object.values(getZodConstraint(schema)).some((one) => one?.required)).toBe(true),
);

describe('an application', () => {
  const living = {
    type: 'living',
    familyId: 'family',
    projectYear: '2019',
    memberId: 'member',
    appliedOn: '2019-7-1',
    requestedFen: '1,200.50',
    reason: ' 收入低 ',
  };
  const medical = {
    ...living,
    type: 'medical',
    medicalTotalFen: '20000',
    medicalReimbursedFen: '12000',
  };

  it('is read as it was meant', () => {
    expect(applicationOf(valueOf(ApplicationForm, living))).toEqual({
      confirmed: false,
      type: 'living',
      familyId: 'family',
      projectYear: 2019,
      memberId: 'member',
      appliedOn: '2019-07-01',
      requestedFen: 120_050,
      reason: '收入低',
      medical: undefined,
    });
  });

  it('carries the bill of medical relief only', () => {
    const bill = { totalFen: 2_000_000, reimbursedFen: 1_200_000 };
    const billOf = (fields: typeof medical) => applicationOf(valueOf(ApplicationForm, fields)).medical;
    expect(billOf(medical)).toEqual(bill);
    expect(billOf({ ...medical, type: 'living' })).toBeUndefined();
  });

  it.each([
    ['memberId', '', MESSAGES.memberMissing],
    ['reason', '  ', MESSAGES.reasonMissing],
    ['reason', '长'.repeat(501), MESSAGES.reasonLong],
    ['medicalTotalFen', '', MESSAGES.billMissing],
    ['medicalReimbursedFen', '', MESSAGES.reimbursedMissing],
    ['medicalReimbursedFen', '20000.01', MESSAGES.reimbursedAboveTotal],
  ])('says what is wrong with %s %j', (field, text, message) => {
    expect(sent(ApplicationForm, { ...medical, [field]: text }).reply().error).toEqual({
      [field]: [message],
    });
  });

  it.each(['0', '20000'])('takes %s as reimbursed of 20000', (medicalReimbursedFen) => {
    expect(sent(ApplicationForm, { ...medical, medicalReimbursedFen }).status).toBe('success');
  });
});

describe('a review or decision', () => {
  const review = { on: '2019-07-02' };
  const decision = { ...review, commandId: COMMAND };

  it('needs no note to pass or approve', () => {
    expect(valueOf(ReviewForm, { ...review, outcome: 'pass' })).toMatchObject({ outcome: 'pass', note: '' });
    expect(valueOf(DecisionForm, { ...decision, outcome: 'approve' })).toMatchObject({ note: '' });
  });

  it.each(['return', 'reject'])('needs a note to %s', (outcome) => {
    const missing = { note: [MESSAGES.noteMissing] };
    expect(sent(ReviewForm, { ...review, outcome }).reply().error).toEqual(missing);
    expect(sent(DecisionForm, { ...decision, outcome }).reply().error).toEqual(missing);
  });

  it('needs an outcome, and a decision a command', () => {
    expect(sent(ReviewForm, review).reply().error).toMatchObject({ outcome: [MESSAGES.outcomeMissing] });
    expect(sent(DecisionForm, { ...review, outcome: 'approve' }).reply().error).toHaveProperty('commandId');
  });
});

describe('a step of a whole campaign', () => {
  const listed = { on: '2019-07-02', outcome: 'pass', year: '2019', listed: '1100', listedFen: '37400000' };

  it('is about all that were listed', () => {
    expect(campaignActOf(valueOf(CampaignReviewForm, listed), 'c')).toEqual({
      on: '2019-07-02',
      outcome: 'pass',
      note: '',
      withoutBlocked: false,
      matching: { year: 2019, campaignId: 'c', except: [], count: 1100, amountFen: 37_400_000 },
    });
  });

  it('leaves the ticked ones out of count and sum, one or several', () => {
    const one = tickOf({ id: 'a', amountFen: 34_000 });
    const other = tickOf({ id: 'b', amountFen: 20_000 });
    const matchingOf = (except: string | string[]) =>
      campaignActOf(valueOf(CampaignReviewForm, { ...listed, except }), 'c').matching;
    expect(matchingOf(one)).toMatchObject({
      except: ['a'],
      count: 1099,
      amountFen: 37_366_000,
    });
    expect(matchingOf([one, other])).toMatchObject({
      except: ['a', 'b'],
      count: 1098,
      amountFen: 37_346_000,
    });
  });

  it('may leave the blocked ones out', () => {
    const decision = { ...listed, outcome: 'approve', commandId: COMMAND, without: 'blocked' };
    expect(campaignActOf(valueOf(CampaignDecisionForm, decision), 'c')).toMatchObject({
      withoutBlocked: true,
    });
  });

  it.each(['a', 'a:', ':5', 'a:-5', 'a:5.5', 'a:b:5'])('takes %j for no tick', (text) => {
    expect(sent(CampaignReviewForm, { ...listed, except: text }).status).toBe('error');
    expect(ticksOf([text])).toEqual([]);
  });

  it('reads each tick of an address once', () => {
    expect(ticksOf(['a:5', 'x', 'a:5', 'b:6'])).toEqual([
      { id: 'a', amountFen: 5 },
      { id: 'b', amountFen: 6 },
    ]);
  });
});
