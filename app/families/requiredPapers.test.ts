import { describe, expect, it } from 'vitest';
import { CAUSES, type Cause } from './family';
import { PAPER_KINDS, type PaperKind } from './paper';
import { missingPapers, neededToSubmit, requiredPapers, type PaperFacts } from './requiredPapers';

const NOTHING: PaperFacts = {
  mainCause: null,
  secondCause: null,
  thirdCause: null,
  fourthCause: null,
  employment: 'employed',
};
const ALWAYS: PaperKind[] = [
  'application',
  'id_card',
  'household_book',
  'income_proof',
  'bank_card',
  'check_consent',
  'notice',
  'approval_form',
];
const BY_CAUSE: [Cause, PaperKind[]][] = [
  ['own_illness', ['diagnosis', 'self_paid_receipts']],
  ['relative_illness', ['diagnosis', 'self_paid_receipts']],
  ['accident', ['accident_proof']],
  ['disability', ['disability_card']],
  ['low_income', ['allowance_certificate']],
  ['laid_off', []],
  ['schooling', ['student_proof', 'schooling_receipts']],
  ['single_parent', []],
  ['other', []],
];
const PLACES = ['mainCause', 'secondCause', 'thirdCause', 'fourthCause'] as const;

/** What a file needs beyond what every file needs. */
const beyond = (facts: Partial<PaperFacts>) =>
  requiredPapers({ ...NOTHING, ...facts }).filter((kind) => !ALWAYS.includes(kind));

describe('the papers that a file needs', () => {
  it('are eight for every file, whatever its cause', () => {
    expect(new Set(requiredPapers(NOTHING))).toEqual(new Set(ALWAYS));
    for (const mainCause of CAUSES)
      expect(requiredPapers({ ...NOTHING, mainCause })).toEqual(expect.arrayContaining(ALWAYS));
  });

  it('knows every cause', () => {
    expect(BY_CAUSE.map(([cause]) => cause).sort()).toEqual([...CAUSES].sort());
  });

  for (const [cause, papers] of BY_CAUSE)
    for (const place of PLACES)
      it(`for ${cause} as ${place}: ${papers.join(', ') || 'nothing more'}`, () => {
        expect(beyond({ [place]: cause })).toEqual(papers);
      });

  it('are asked for once where two causes need the same paper', () => {
    expect(beyond({ mainCause: 'own_illness', fourthCause: 'relative_illness' })).toEqual([
      'diagnosis',
      'self_paid_receipts',
    ]);
  });

  it('come together from all four causes and from the employment', () => {
    const facts: PaperFacts = {
      mainCause: 'accident',
      secondCause: 'schooling',
      thirdCause: 'disability',
      fourthCause: 'low_income',
      employment: 'migrant_worker',
    };
    expect(beyond(facts)).toEqual([
      'disability_card',
      'accident_proof',
      'student_proof',
      'schooling_receipts',
      'allowance_certificate',
      'labour_contract',
    ]);
  });

  it('include the labour contract of a migrant worker only', () => {
    expect(beyond({ employment: 'migrant_worker' })).toEqual(['labour_contract']);
    expect(beyond({ employment: 'unemployed' })).toEqual([]);
    expect(beyond({ employment: null })).toEqual([]);
  });

  it('are never "other"', () => {
    const all = CAUSES.flatMap((mainCause) =>
      requiredPapers({ ...NOTHING, mainCause, employment: 'migrant_worker' }),
    );
    expect(PAPER_KINDS.filter((kind) => !all.includes(kind))).toEqual(['other']);
  });
});

describe('the papers that are missing', () => {
  it('are the required ones that are not there', () => {
    const present: PaperKind[] = [...ALWAYS, 'diagnosis', 'other'];
    expect(missingPapers({ ...NOTHING, mainCause: 'own_illness' }, present)).toEqual(['self_paid_receipts']);
    expect(missingPapers(NOTHING, ALWAYS)).toEqual([]);
  });

  it('do not hold up the submission where they come about later', () => {
    expect(neededToSubmit(missingPapers(NOTHING, []))).toEqual([
      'application',
      'id_card',
      'household_book',
      'income_proof',
      'bank_card',
      'check_consent',
    ]);
  });
});
