import { auditQuestion } from '../audit/audit';
import { searchAudit, type AuditEntry } from '../audit/audit.server';
import { todayInChina } from '../calendar/date';
import { formatInstant } from '../calendar/instant';
import type { TableCell } from '../exchange/tableColumn';
import type { Metric } from '../fund/target';
import { complianceCheckOf } from '../indicators/compliance';
import { compliancePage } from '../indicators/compliance.server';
import { dueQuestion } from '../indicators/due';
import { dueList } from '../indicators/due.server';
import { evidencePage, type EvidenceLine } from '../indicators/evidence.server';
import { evidenceView } from '../indicators/evidenceView';
import { formatPercent, rate } from '../money/rate';
import { reportQuestion } from '../reports/reportQuestion';
import { serviceQuestion } from '../services/serviceFilter';
import { pageOfServices } from '../services/services.server';
import { peopleOfRound } from '../surveys/answers.server';
import { roundsOfYear, roundView } from '../surveys/rounds.server';
import { personViewOf } from '../surveys/survey';
import { AUDIT_LABELS, SUBJECT_LABELS } from '../zh/audit';
import { auditDetailText } from '../zh/auditDetail';
import { COMPLIANCE_LABELS } from '../zh/compliance';
import { DUE_REASON_LABELS } from '../zh/due';
import { reliefTypeLabels } from '../zh/fund';
import { evidencePartLabels, evidenceReasonLabels } from '../zh/indicators';
import { LIST_WORDS as WORDS } from '../zh/listExports';
import { SERVICE_KIND_LABELS } from '../zh/services';
import { SURVEY_METHOD_LABELS, SURVEY_OUTCOME_LABELS } from '../zh/surveys';
import { ALL_ROWS, pagedRows, ROWS_A_PAGE, wholeRows, type Asked, type ListRows } from './rows.server';

/** The lists of what a year is measured by, and the log of what was done. */
export const YEAR_LISTS = {
  due: ({ store, year, given }) => {
    const { page: _, ...question } = dueQuestion(given);
    const asOf = given.get('asOf') ? { asOf: dayOf({ year, given }) } : {};
    return wholeRows(store, {
      fetch: async (read) => (await dueList(read, { ...question, year, ...asOf, size: ALL_ROWS })).rows,
      cells: ({ fileNumber, name, idMasked, type, reason, batch }) => [
        ...[name, fileNumber, idMasked, reliefTypeLabels[type]],
        ...[DUE_REASON_LABELS[reason], batch?.number ?? ''],
      ],
    });
  },
  services: ({ store, year, given }) => {
    const filter = { ...serviceQuestion(given), year, size: ROWS_A_PAGE };
    return pagedRows(store, {
      fetch: (read, cursor) => pageOfServices(read, { ...filter, ...cursor }),
      cells: (row) => [
        ...[row.servedOn, SERVICE_KIND_LABELS[row.kind], row.personName, row.fileNumber ?? ''],
        ...[row.content, row.outcome, row.recordedByName, row.voidReason ?? ''],
      ],
    });
  },
  'survey-rounds': ({ store, year }) =>
    wholeRows(store, {
      fetch: (read) => roundsOfYear(read, year),
      cells: ({ round, counts, recordedByName }) => [
        ...[round.name, SURVEY_METHOD_LABELS[round.method], round.startOn, round.endOn, counts.sample],
        ...[counts.answered, formatPercent(rate(counts.satisfied, counts.answered)), counts.open],
        ...[counts.unreached, counts.declined, recordedByName],
      ],
    }),
  'survey-people': ({ store, given }) => {
    const question = { roundId: given.get('round') ?? '', view: personViewOf(given), size: ALL_ROWS };
    return wholeRows(store, {
      fetch: async (read) => {
        await roundView(read, question.roundId);
        return (await peopleOfRound(read, question)).rows;
      },
      cells: ({ answer, ...person }) => [
        ...[person.position, person.name, person.fileNumber, person.idMasked, person.phoneMasked],
        answer ? SURVEY_OUTCOME_LABELS[answer.outcome] : WORDS.notAsked,
        ...[answer?.answeredOn ?? '', answer ? SURVEY_METHOD_LABELS[answer.method] : ''],
        answer?.opinion ?? '',
      ],
    });
  },
  'indicator-rows': ({ store, year, given }) => evidenceCells({ store, year, given }),
  compliance: ({ store, year, given }) =>
    wholeRows(store, {
      fetch: async (read) => {
        const question = { year, asOf: dayOf({ year, given }), size: ALL_ROWS };
        return (await compliancePage(read, { ...question, check: complianceCheckOf(given) })).lines;
      },
      cells: ({ check, type, on, amountFen, person, flag, paymentId }) => [
        ...[COMPLIANCE_LABELS[check], person.fileNumber, person.name, person.idMasked],
        ...[reliefTypeLabels[type], on, { fen: amountFen }],
        ...[paymentId ? WORDS.payment : WORDS.award, flag ? WORDS.letIn(flag.byName, flag.reason) : ''],
      ],
    }),
  audit: auditRows,
} satisfies Record<string, ListRows>;

function dayOf({ year, given }: Pick<Asked, 'year' | 'given'>) {
  return reportQuestion({ year: String(year), asOf: given.get('asOf') }, todayInChina(new Date())).asOf;
}

async function* evidenceCells({ store, year, given }: Omit<Asked, 'roles'>): AsyncGenerator<TableCell[]> {
  const question = { year, asOf: dayOf({ year, given }), indicatorId: given.get('indicator') ?? '' };
  const view = { ...evidenceView(given), page: 1, size: ALL_ROWS };
  const { evidence } = await store.read((read) => evidencePage(read, { ...question, ...view }));
  if (!evidence) return;
  for (const line of evidence.lines) yield evidenceLine(line, evidence.metric);
}

function evidenceLine(line: EvidenceLine, metric: Metric): TableCell[] {
  const { person, type, on, amountFen, record, part, reason } = line;
  return [
    ...[person?.fileNumber ?? '', person?.name ?? '', person?.idMasked ?? ''],
    ...[type ? reliefTypeLabels[type] : '', on ?? '', amountFen === null ? '' : { fen: amountFen }],
    record.kind === 'answer' && record.outcome ? SURVEY_OUTCOME_LABELS[record.outcome] : '',
    ...[evidencePartLabels[metric][part], reason ? evidenceReasonLabels[reason] : ''],
  ];
}

/** The log pages by its numbers, from the newest entry down. */
async function* auditRows({ store, given }: Asked): AsyncGenerator<TableCell[]> {
  let before: number | undefined;
  do {
    const asked = { ...auditQuestion(given), ...(before ? { before } : {}), limit: ROWS_A_PAGE };
    const entries: AuditEntry[] = await store.read((read) => searchAudit(read, asked));
    yield* entries.map(auditCells);
    before = entries.length === ROWS_A_PAGE ? entries.at(-1)!.sequence : undefined;
  } while (before !== undefined);
}

function auditCells(entry: AuditEntry): TableCell[] {
  return [
    ...[entry.sequence, formatInstant(entry.recordedAt), entry.staffId ? entry.staffName : WORDS.system],
    AUDIT_LABELS[entry.action as keyof typeof AUDIT_LABELS],
    ...[SUBJECT_LABELS[entry.subjectType as keyof typeof SUBJECT_LABELS], auditDetailText(entry)],
  ];
}
