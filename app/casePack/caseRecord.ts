import { formatInstant } from '../calendar/instant';
import {
  amount,
  label,
  value,
  type PaperCell,
  type PaperGrid,
  type PrintedPaper,
} from '../families/printedPaper';
import { fen } from '../money/fen';
import { formatYuan } from '../money/yuan';
import { AUDIT_LABELS } from '../zh/audit';
import { auditDetailText } from '../zh/auditDetail';
import { FAILURE_CAUSE_LABELS } from '../zh/bankResults';
import { INSTRUCTION_STATUS_LABELS } from '../zh/batches';
import { CASE_RECORD as TEXTS } from '../zh/casePack';
import { EDUCATION_STAGE_LABELS } from '../zh/families';
import { receiptSourceLabels, reliefTypeLabels } from '../zh/fund';
import { PAYMENT_KIND_LABELS } from '../zh/payments';
import {
  APPLICATION_FIELD_LABELS as FIELDS,
  APPLICATION_STATUS_LABELS,
  AWARD_STATUS_LABELS,
} from '../zh/relief';
import type { CaseFacts, SentLine } from './caseFacts.server';

const FOUR = [16, 34, 16, 34];

/** 发放办理记录: one payment from the application to the bank's answer and every correction. */
export function caseRecord(facts: CaseFacts, { fileName }: { fileName: string }): PrintedPaper {
  const { payment, centreName } = facts;
  return {
    title: TEXTS.title,
    subtitle: TEXTS.subtitle(payment.fileNumber, payment.name),
    fileName,
    opening: [TEXTS.opening],
    grids: numbered([
      plainGrid(TEXTS.application, applicationRows(facts)),
      headedGrid(TEXTS.steps, [14, 16, 16, 18, 36], [TEXTS.stepColumns, stepRows(facts)]),
      plainGrid(TEXTS.award, awardRows(facts)),
      ...noticeGrids(facts),
      ...bankGrids(facts),
      headedGrid(TEXTS.records, [14, 10, 16, 20, 20, 20], [TEXTS.recordColumns, recordRows(facts)]),
      headedGrid(TEXTS.receipts, [20, 36, 22, 22], [TEXTS.receiptColumns, receiptRows(facts)]),
      headedGrid(TEXTS.log, [9, 18, 14, 20, 39], [TEXTS.logColumns, logRows(facts)]),
    ]),
    closing: [],
    signature: [],
    footer: TEXTS.footer(centreName),
  };
}

/** Numbers the parts that are there: a payment without a campaign has no notice, one without a batch no bank file. */
function numbered(grids: PaperGrid[]): PaperGrid[] {
  let index = 0;
  return grids.map((grid) =>
    grid.heading === null ? grid : { ...grid, heading: TEXTS.heading(index++, grid.heading) },
  );
}

function plainGrid(heading: string, rows: PaperCell[][]): PaperGrid {
  return { heading, widths: FOUR, isHeaded: false, rows };
}

function headedGrid(
  heading: string | null,
  widths: readonly number[],
  [columns, rows]: [readonly string[], PaperCell[][]],
): PaperGrid {
  return { heading, widths, isHeaded: true, rows: [columns.map((text) => label(text)), ...rows] };
}

const yuan = (amountFen: number | null) =>
  amountFen === null ? value('') : amount(formatYuan(fen(amountFen)));
const pair = (name: string, text: string | null | undefined) => [label(name), value(text)];

function applicationRows({ page, campaign, idNumber }: CaseFacts): PaperCell[][] {
  const { application, member, project } = page;
  return [
    [...pair(TEXTS.beneficiary, member.name), ...pair(TEXTS.idNumber, idNumber)],
    [
      ...pair(TEXTS.type, TEXTS.ofYear(reliefTypeLabels[application.type], project.year)),
      ...pair(FIELDS.appliedOn, application.appliedOn),
    ],
    [label(FIELDS.requestedFen), yuan(application.requestedFen), ...pair(TEXTS.campaign, campaign?.name)],
    ...ownRows(application),
    [label(FIELDS.reason), value(application.reason, 3)],
    [label(TEXTS.status), value(APPLICATION_STATUS_LABELS[application.status], 3)],
  ];
}

function ownRows(application: CaseFacts['page']['application']): PaperCell[][] {
  const { medicalTotalFen, medicalReimbursedFen, schoolStage, school, tuitionFen } = application;
  if (medicalTotalFen !== null)
    return [
      [
        ...[label(FIELDS.medicalTotalFen), yuan(medicalTotalFen)],
        ...[label(FIELDS.medicalReimbursedFen), yuan(medicalReimbursedFen)],
      ],
    ];
  if (application.type !== 'schooling') return [];
  return [
    [
      ...pair(FIELDS.schoolStage, schoolStage && EDUCATION_STAGE_LABELS[schoolStage]),
      ...pair(FIELDS.school, school),
    ],
    [label(FIELDS.tuitionFen), { ...yuan(tuitionFen), span: 3 }],
  ];
}

function stepRows({ page: { application: one, staffNames } }: CaseFacts): PaperCell[][] {
  const row = (
    step: string,
    by: string | null,
    on: string | null,
    amountFen: number | null,
    note: string | null,
  ) => [...[value(step), value(by ? staffNames[by] : ''), value(on), yuan(amountFen), value(note)]];
  return [
    row(TEXTS.recordedBy, one.recordedBy, one.appliedOn, one.requestedFen, null),
    row(TEXTS.review, one.reviewedBy, one.reviewedOn, one.reviewedFen, one.reviewNote),
    row(TEXTS.decision, one.decidedBy, one.decidedOn, one.decidedFen, one.decisionNote),
    ...(one.confirmedBy
      ? [row(TEXTS.confirmation, one.confirmedBy, one.confirmedOn, null, one.confirmationNote)]
      : []),
  ];
}

function awardRows({ page: { award, staffNames, application } }: CaseFacts): PaperCell[][] {
  if (!award) return [];
  const approvedBy = staffNames[award.approvedBy] ?? staffNames[application.decidedBy ?? ''];
  return [
    [label(TEXTS.amount), yuan(award.amountFen), ...pair(TEXTS.status, AWARD_STATUS_LABELS[award.status])],
    [...pair(TEXTS.approvedOn, award.approvedOn), ...pair(TEXTS.approvedBy, approvedBy)],
    [
      ...pair(TEXTS.dueOn, award.dueOn),
      ...pair(
        TEXTS.released,
        award.releasedOn && TEXTS.releasedText(award.releasedOn, award.releaseReason ?? ''),
      ),
    ],
  ];
}

function noticeGrids({ campaign }: CaseFacts): PaperGrid[] {
  if (!campaign) return [];
  const { noticedOn, noticeEndsOn, noticePlace } = campaign;
  const text = noticedOn ? TEXTS.noticed(noticedOn, noticeEndsOn ?? '', noticePlace ?? '') : TEXTS.notNoticed;
  return [plainGrid(TEXTS.notice, [[label(campaign.name), value(text, 3)]])];
}

function bankGrids({ lines, bankPapers }: CaseFacts): PaperGrid[] {
  if (lines.length === 0) return [plainGrid(TEXTS.bank, [[value(TEXTS.noBank, 4)]])];
  const batches = new Map(lines.map(({ batch }) => [batch.number, batch]));
  return [
    headedGrid(TEXTS.bank, [12, 7, 24, 17, 13, 11, 16], [TEXTS.bankColumns, lines.map(lineCells)]),
    headedGrid(
      null,
      [12, 24, 14, 20, 30],
      [
        TEXTS.batchColumns,
        [...batches.values()].map((one) => [
          ...[value(one.number), value(one.title), value(one.madeBy)],
          ...[value([one.approvedBy, one.approvedOn].filter(Boolean).join(' ')), value(one.approvedDigest)],
        ]),
      ],
    ),
    bankPapers.length === 0
      ? plainGrid(TEXTS.files, [[value(TEXTS.noFiles, 4)]])
      : headedGrid(
          TEXTS.files,
          [10, 12, 26, 32, 20],
          [
            TEXTS.fileColumns,
            bankPapers.map((one) => [
              ...[
                value(TEXTS[one.direction]),
                value(one.batchNumber),
                value(one.fileName),
                value(one.sha256),
              ],
              value(`${one.by}\n${formatInstant(one.at)}`),
            ]),
          ],
        ),
  ];
}

function lineCells(line: SentLine): PaperCell[] {
  const cause = line.failureCause && FAILURE_CAUSE_LABELS[line.failureCause];
  const status = [INSTRUCTION_STATUS_LABELS[line.status], cause, line.failureText].filter(Boolean);
  return [
    ...[value(line.batch.number), value(String(line.lineNumber))],
    ...[value(`${line.accountHolder}\n${line.account}`), value(line.bankName), yuan(line.amountFen)],
    value(status.join('\n')),
    value([line.resultOn, line.bankReference].filter(Boolean).join('\n')),
  ];
}

function recordRows({ records }: CaseFacts): PaperCell[][] {
  return [
    ...records.map((one) => [
      ...[
        value(one.paidOn),
        value(PAYMENT_KIND_LABELS[one.kind]),
        yuan(one.amountFen),
        value(one.bankReference),
      ],
      ...[value(`${one.recordedByName}\n${formatInstant(one.recordedAt)}`), value(one.remarks)],
    ]),
    [label(TEXTS.total, 2), yuan(records.reduce((sum, one) => sum + one.amountFen, 0)), value('', 3)],
  ];
}

function receiptRows({ receipts }: CaseFacts): PaperCell[][] {
  return [
    ...receipts.map((one) => [
      ...[value(one.receivedOn), value(receiptSourceLabels[one.source])],
      ...[yuan(one.amountFen), value(one.voucher)],
    ]),
    [label(TEXTS.total, 2), yuan(receipts.reduce((sum, one) => sum + one.amountFen, 0)), value('')],
  ];
}

function logRows({ log }: CaseFacts): PaperCell[][] {
  return log.map((entry) => [
    ...[value(String(entry.sequence)), value(formatInstant(entry.recordedAt)), value(entry.staffName)],
    value(AUDIT_LABELS[entry.action as keyof typeof AUDIT_LABELS] ?? entry.action),
    value(auditDetailText(entry)),
  ]);
}
