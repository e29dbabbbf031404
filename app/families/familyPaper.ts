import { businessDate, formatDate, type BusinessDate } from '../calendar/date';
import { ageOn } from '../identity/idNumber';
import type { Fen } from '../money/fen';
import { formatYuan } from '../money/yuan';
import {
  CATEGORY_LABELS,
  CAUSE_LABELS,
  DISABILITY_GRADE_LABELS,
  DISABILITY_KIND_LABELS,
  EDUCATION_STAGE_LABELS,
  EMPLOYMENT_LABELS,
  ENTERPRISE_STATE_LABELS,
  EXCLUSION_LABELS,
  FAMILY_FIELD_LABELS as FIELDS,
  FAMILY_HUKOU_LABELS,
  FAMILY_STATUS_LABELS,
  HEALTH_LABELS,
  HOUSING_KIND_LABELS,
  INSURANCE_LABELS,
  MARITAL_STATUS_LABELS,
  MEMBER_FIELD_LABELS as MEMBER,
  MODEL_WORKER_LABELS,
  POLITICAL_STATUS_LABELS,
  proposalSentence,
  regionLabel,
  RELATION_LABELS,
  UNIT_KIND_LABELS,
} from '../zh/families';
import { FAMILY_PAPER as TEXTS, FAMILY_PAPER_TITLES } from '../zh/familyPaper';
import { sexLabels } from '../zh/identity';
import { OBJECTION_OUTCOME_LABELS } from '../zh/notice';
import { rigidExpenditure } from './classification';
import type { FamilyCourse } from './familyCourse.server';
import type { FamilyPaperKind } from './familyPaperKind';
import type { FamilyMember, FamilyPage } from './familyQueries.server';
import { lastNoticeDay } from './notice';
import { amount, label, value, type PaperCell, type PaperGrid, type PrintedPaper } from './printedPaper';
import type { FamilyReview } from './reviews.server';
import { presently } from './statement';

export interface PaperFacts {
  family: FamilyPage;
  course: FamilyCourse;
  centreName: string;
  today: BusinessDate;
  /** Where the paper shows whole numbers: then the family holds them too, in place of the masked ones. */
  account?: string | null;
}

/** One of the two papers of a file; ID numbers, phone and account as `familyView` masked them. */
export function familyPaper(kind: FamilyPaperKind, facts: PaperFacts): PrintedPaper {
  const { fileNumber } = facts.family;
  const title = FAMILY_PAPER_TITLES[kind];
  return {
    title,
    subtitle: TEXTS.number(fileNumber),
    fileName: TEXTS.fileName(title, fileNumber),
    opening: [],
    grids: kind === 'file' ? fileGrids(facts) : [approvalGrid(facts)],
    closing: [],
    signature: [],
    footer: TEXTS.footer(facts.centreName, facts.today),
  };
}

const EIGHT = [12, 13, 12, 13, 12, 13, 12, 13];

function fileGrids(facts: PaperFacts): PaperGrid[] {
  const family = presently(facts.family);
  return [
    { heading: null, widths: EIGHT, isHeaded: false, rows: particulars(facts) },
    {
      heading: TEXTS.incomeHeading(family.present?.reviewedOn ?? null),
      widths: EIGHT,
      isHeaded: false,
      rows: incomeRows(family),
    },
    {
      heading: TEXTS.membersHeading,
      widths: [9, 11, 6, 21, 13, 11, 18, 11],
      isHeaded: true,
      rows: [MEMBER_HEADS.map((text) => label(text)), ...family.members.slice(1).map(memberCells)],
    },
    {
      heading: null,
      widths: [16, 84],
      isHeaded: false,
      rows: [
        [label(TEXTS.exclusions), value(exclusionsText(family))],
        [label(TEXTS.remarks), value(family.remarks)],
        [label(TEXTS.applicant), value(`\n${TEXTS.applicantSign}`)],
        [
          label(TEXTS.recordedBy),
          value(`${family.staffNames[family.recordedBy] ?? ''}\n${TEXTS.handlerSign}`),
        ],
      ],
    },
  ];
}

function particulars({ family, course, account }: PaperFacts): PaperCell[][] {
  const main = family.members[0]!;
  const category =
    family.registeredOn && family.category ? CATEGORY_LABELS[family.category] : TEXTS.undecided;
  return [
    pairs(
      [FIELDS.appliedOn, family.appliedOn],
      [TEXTS.registeredOn, family.registeredOn],
      [TEXTS.status, FAMILY_STATUS_LABELS[family.status]],
      [TEXTS.previous, course.previous?.fileNumber],
    ),
    [
      label(TEXTS.category),
      value(category, 3),
      label(FIELDS.mainCause),
      value(causeText(family.mainCause), 3),
    ],
    [
      label(TEXTS.otherCauses),
      value(otherCauses(family), 3),
      label(FIELDS.certificateNumber),
      value(family.certificateNumber, 3),
    ],
    pairs(
      [MEMBER.name, main.name],
      [TEXTS.sex, sexLabels[main.sex]],
      [MEMBER.ethnicGroup, main.ethnicGroup],
      [MEMBER.politicalStatus, main.politicalStatus && POLITICAL_STATUS_LABELS[main.politicalStatus]],
    ),
    [
      label(MEMBER.idNumber),
      value(main.idMasked, 3),
      ...pairs(
        [TEXTS.birthOn, main.birthOn],
        [MEMBER.maritalStatus, main.maritalStatus && MARITAL_STATUS_LABELS[main.maritalStatus]],
      ),
    ],
    [
      ...pairs([MEMBER.health, HEALTH_LABELS[main.health]]),
      label(TEXTS.illness),
      value(illnessText(main), 3),
      ...pairs([MEMBER.insurance, main.insurance && INSURANCE_LABELS[main.insurance]]),
    ],
    pairs(
      [MEMBER.employment, EMPLOYMENT_LABELS[main.employment]],
      [FIELDS.workingSinceOn, family.workingSinceOn],
      [FIELDS.unionMember, yesNo(family.unionMember)],
      [FIELDS.modelWorker, family.modelWorker && MODEL_WORKER_LABELS[family.modelWorker]],
    ),
    [label(FIELDS.workUnit), value(family.workUnit, 3), label(FIELDS.industry), value(family.industry, 3)],
    pairs(
      [FIELDS.unitKind, family.unitKind && UNIT_KIND_LABELS[family.unitKind]],
      [FIELDS.enterpriseState, family.enterpriseState && ENTERPRISE_STATE_LABELS[family.enterpriseState]],
      [FIELDS.housingKind, family.housingKind && HOUSING_KIND_LABELS[family.housingKind]],
      [FIELDS.housingArea, areaText(family.housingArea)],
    ),
    [label(FIELDS.address), value(family.address, 5), ...pairs([FIELDS.postcode, family.postcode])],
    [
      label(FIELDS.division),
      value(regionLabel(family.division), 3),
      ...pairs(
        [FIELDS.hukouKind, FAMILY_HUKOU_LABELS[family.hukouKind]],
        [TEXTS.memberCount, TEXTS.people(family.members.length)],
      ),
    ],
    [label(FIELDS.phone), value(family.phone, 3), label(FIELDS.otherContact), value(family.otherContact, 3)],
    pairs(
      [FIELDS.singleParent, yesNo(family.singleParent)],
      [FIELDS.zeroEmployment, yesNo(family.zeroEmployment)],
      [FIELDS.canSelfHelp, yesNo(family.canSelfHelp)],
      [FIELDS['bank.accountHolder'], family.accountHolder],
    ),
    [
      label(FIELDS['bank.bankName']),
      value(family.bankName, 3),
      label(FIELDS['bank.account']),
      value(account ?? (family.accountLast4 && `****${family.accountLast4}`), 3),
    ],
  ];
}

function incomeRows({ income, proposal, members }: FamilyPage): PaperCell[][] {
  const entry = (text: string, amountFen: Fen) => [label(text), amount(formatYuan(amountFen))];
  return [
    [
      ...entry(FIELDS['income.wagesFen'], income.wagesFen),
      ...entry(FIELDS['income.businessFen'], income.businessFen),
      ...entry(FIELDS['income.propertyFen'], income.propertyFen),
      ...entry(FIELDS['income.transferFen'], income.transferFen),
    ],
    [
      ...entry(FIELDS['income.otherIncomeFen'], income.otherIncomeFen),
      ...entry(TEXTS.rigidSum, rigidExpenditure(income)),
      label(TEXTS.ownIncome),
      statedAmount(members[0]!.monthlyIncomeFen),
      label(TEXTS.perCapita),
      statedAmount(proposal.code === 'income_unstated' ? null : proposal.figures.perCapitaFen),
    ],
  ];
}

/** An amount, or that nobody stated it. */
function statedAmount(amountFen: Fen | null): PaperCell {
  return amountFen === null ? value(TEXTS.unstated) : amount(formatYuan(amountFen));
}

const MEMBER_HEADS = [
  MEMBER.relation,
  MEMBER.name,
  TEXTS.sex,
  MEMBER.idNumber,
  MEMBER.health,
  MEMBER.employment,
  TEXTS.school,
  MEMBER.monthlyIncomeFen,
];

function memberCells(member: FamilyMember): PaperCell[] {
  return [
    value(RELATION_LABELS[member.relation]),
    value(member.name),
    value(sexLabels[member.sex]),
    value(member.idMasked),
    value([HEALTH_LABELS[member.health], illnessText(member)].filter(Boolean).join('\n')),
    value(EMPLOYMENT_LABELS[member.employment]),
    value(
      [member.educationStage && EDUCATION_STAGE_LABELS[member.educationStage], member.school]
        .filter(Boolean)
        .join(' '),
    ),
    statedAmount(member.monthlyIncomeFen),
  ];
}

function approvalGrid(facts: PaperFacts): PaperGrid {
  const { family, today } = facts;
  const main = family.members[0]!;
  const reviews = [...facts.course.reviews].reverse();
  return {
    heading: null,
    widths: EIGHT,
    isHeaded: false,
    rows: [
      pairs(
        [MEMBER.name, main.name],
        [TEXTS.sex, sexLabels[main.sex]],
        [TEXTS.age, String(ageOn(main.birthOn, today))],
        [TEXTS.memberCount, TEXTS.people(family.members.length)],
      ),
      [label(MEMBER.idNumber), value(main.idMasked, 3), label(FIELDS.phone), value(family.phone, 3)],
      [
        label(FIELDS.workUnit),
        value(family.workUnit, 3),
        label(FIELDS.division),
        value(regionLabel(family.division), 3),
      ],
      [
        label(FIELDS.mainCause),
        value(causeText(family.mainCause), 3),
        label(FIELDS.appliedOn),
        value(family.appliedOn, 3),
      ],
      [label(TEXTS.application), value(`${proposalSentence(family.proposal)}\n${TEXTS.handlerSign}`, 7)],
      [label(TEXTS.visit), value(`${visitText(family)}\n${TEXTS.visitorsSign}`, 7)],
      [label(TEXTS.notice), value(noticeText(facts), 7)],
      [label(TEXTS.decision), value(`${decisionText(facts)}\n\n${TEXTS.leaderSign}`, 7)],
      ...(reviews.length > 0 ? [[label(TEXTS.reviews), value(reviews.map(reviewText).join('\n'), 7)]] : []),
    ],
  };
}

function visitText({
  visitedOn,
  visitors,
  visitHousing,
  visitResidents,
  visitIncomeAgrees,
  visitNote,
}: FamilyPage) {
  if (!visitedOn) return '';
  return TEXTS.visitText({
    on: visitedOn,
    visitors: visitors ?? '',
    housing: visitHousing ?? '',
    residents: visitResidents ?? '',
    agrees: visitIncomeAgrees,
    note: visitNote ?? '',
  });
}

function noticeText({ course: { notice, objections } }: PaperFacts): string {
  if (!notice) return '';
  const own = objections.filter(({ noticeNumber }) => noticeNumber === notice.number);
  const told = own.map(({ content, outcome, handling }) =>
    [TEXTS.objection(content), outcome ? OBJECTION_OUTCOME_LABELS[outcome] : TEXTS.openObjection, handling]
      .filter(Boolean)
      .join(TEXTS.semicolon),
  );
  return [
    TEXTS.noticeText({
      number: notice.number,
      first: formatDate(businessDate(notice.publishedOn)),
      last: formatDate(lastNoticeDay(businessDate(notice.endsOn))),
      place: notice.place,
    }),
    ...(told.length > 0 ? told : [TEXTS.noObjections]),
  ].join('\n');
}

function decisionText({ family, course }: PaperFacts): string {
  const { registeredOn, approvedBy, rejectedOn, decisionNote, staffNames } = family;
  const { category, overrideReason } = course.decision;
  if (rejectedOn) return TEXTS.rejectionText(rejectedOn, decisionNote ?? '');
  if (!registeredOn || !category) return '';
  return TEXTS.decisionText({
    category: CATEGORY_LABELS[category],
    on: registeredOn,
    by: (approvedBy && staffNames[approvedBy]) ?? '',
    reason: overrideReason ?? '',
    note: decisionNote ?? '',
  });
}

function reviewText({ reviewedOn, category, overrideReason, note, recordedByName }: FamilyReview): string {
  return TEXTS.reviewText({
    on: reviewedOn,
    category: CATEGORY_LABELS[category],
    by: recordedByName,
    reason: overrideReason ?? '',
    note,
  });
}

type Entry = readonly [name: string, text: string | null | undefined];

/** Name and value of each entry, side by side. */
function pairs(...entries: readonly Entry[]): PaperCell[] {
  return entries.flatMap(([name, text]) => [label(name), value(text)]);
}

function causeText(cause: FamilyPage['mainCause']): string {
  return cause ? CAUSE_LABELS[cause] : '';
}

function otherCauses({ secondCause, thirdCause, fourthCause }: FamilyPage): string {
  return [secondCause, thirdCause, fourthCause].map(causeText).filter(Boolean).join(TEXTS.comma);
}

function illnessText({ illness, disabilityKind, disabilityGrade }: FamilyMember): string {
  const disability = [
    disabilityKind && DISABILITY_KIND_LABELS[disabilityKind],
    disabilityGrade && DISABILITY_GRADE_LABELS[disabilityGrade],
  ];
  return [illness, disability.filter(Boolean).join('')].filter(Boolean).join(TEXTS.comma);
}

function exclusionsText({ exclusions }: FamilyPage): string {
  if (exclusions.length === 0) return TEXTS.noExclusions;
  return exclusions.map(({ kind, evidence }) => `${EXCLUSION_LABELS[kind]} ${evidence}`).join('\n');
}

function yesNo(isSo: boolean): string {
  return isSo ? TEXTS.yes : TEXTS.no;
}

/** Tenths of a square metre as square metres. */
function areaText(tenths: number | null): string {
  return tenths === null ? '' : TEXTS.squareMetres(String(tenths / 10));
}
