import { auditQuestion } from '../audit/audit';
import { searchAudit, type ListedEntry } from '../audit/audit.server';
import { isBusinessDate, todayInChina } from '../calendar/date';
import { formatInstant } from '../calendar/instant';
import type { TableCell } from '../exchange/tableColumn';
import type { CountBasis, Metric } from '../fund/target';
import { complianceCheckOf } from '../indicators/compliance';
import { compliancePage } from '../indicators/compliance.server';
import { dueQuestion } from '../indicators/due';
import { duePage } from '../indicators/due.server';
import { isMoneyMetric, type EvidencePart } from '../indicators/evidence';
import { evidenceAsked, evidenceLines, type EvidenceLine } from '../indicators/evidence.server';
import { evidenceView } from '../indicators/evidenceView';
import type { IndicatorResult } from '../indicators/indicator';
import { countBy } from '../indicators/peopleHelped';
import { indicatorResult } from '../indicators/yearFigures.server';
import { fen } from '../money/fen';
import { formatPercent, rate } from '../money/rate';
import { formatYuan } from '../money/yuan';
import { reportQuestion } from '../reports/reportQuestion';
import { serviceQuestion } from '../services/serviceFilter';
import { pageOfServices } from '../services/services.server';
import { peopleOfRound } from '../surveys/answers.server';
import { roundsOfYear, roundView } from '../surveys/rounds.server';
import { personViewOf } from '../surveys/survey';
import { AUDIT_LABELS, auditSubjectText } from '../zh/audit';
import { auditDetailText } from '../zh/auditDetail';
import { COMPLIANCE_LABELS } from '../zh/compliance';
import { DUE_REASON_LABELS } from '../zh/due';
import { receiptSourceLabels, reliefTypeLabels } from '../zh/fund';
import { evidencePartLabels, evidenceReasonLabels, filterText } from '../zh/indicators';
import { EVIDENCE_NOTES as NOTES, EVIDENCE_RECORDS, LIST_WORDS as WORDS } from '../zh/listExports';
import { PAYMENT_KIND_LABELS } from '../zh/payments';
import { SERVICE_KIND_LABELS } from '../zh/services';
import { SURVEY_METHOD_LABELS, SURVEY_OUTCOME_LABELS } from '../zh/surveys';
import { countBasisLabels, metricLabels } from '../zh/targetForm';
import { ALL_ROWS, pagedRows, ROWS_A_PAGE, wholeRows, type Asked, type ListRows } from './rows.server';

/** The lists of what a year is measured by, and the log of what was done. */
export const YEAR_LISTS = {
  due: ({ store, year, given }) => {
    const question = { ...dueQuestion(given), year, asOf: dueDay(given), size: ROWS_A_PAGE };
    return pagedRows(store, {
      fetch: (read, cursor) => duePage(read, { ...question, ...cursor }),
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
      cells: ({ round, counts, recordedByName, withdrawal }) => [
        ...[round.name, SURVEY_METHOD_LABELS[round.method], round.startOn, round.endOn, counts.sample],
        ...[counts.answered, formatPercent(rate(counts.satisfied, counts.answered)), counts.open],
        ...[counts.unreached, counts.declined, recordedByName, withdrawal?.reason ?? ''],
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

/** As the page has it: of a day that is asked for, or of today. */
function dueDay(given: URLSearchParams): string {
  const asOf = given.get('asOf');
  return isBusinessDate(asOf) ? asOf : todayInChina(new Date());
}

async function* evidenceCells({ store, year, given }: Omit<Asked, 'actor'>): AsyncGenerator<TableCell[]> {
  const question = { year, asOf: dayOf({ year, given }), indicatorId: given.get('indicator') ?? '' };
  const { basis, filter, search } = evidenceView(given);
  const asked = await store.read((read) => evidenceAsked(read, { ...question, basis, search }));
  if (!asked) return;
  yield* pagedRows(store, {
    fetch: (read, cursor) => evidenceLines(read, asked, { filter, ...cursor, size: ROWS_A_PAGE }),
    cells: (line) => evidenceLine(line, asked.metric),
  });
}

function evidenceLine(line: EvidenceLine, metric: Metric): TableCell[] {
  const { person, type, on, amountFen, record, part, adds } = line;
  const added = (to: EvidencePart) => (part === to || part === 'both' ? adds : 0);
  const amount = (value: number) => (isMoneyMetric(metric) ? { fen: value } : value);
  return [
    ...(record.kind === 'service'
      ? [record.fileNumber ?? '', record.personName, person?.idMasked ?? '']
      : [person?.fileNumber ?? '', person?.name ?? '', person?.idMasked ?? '']),
    ...[type ? reliefTypeLabels[type] : '', recordText(record)],
    ...[on ?? '', on ? EVIDENCE_RECORDS[record.kind].day : ''],
    ...(record.kind === 'award' ? [record.dueOn, record.lastPaidOn ?? ''] : ['', '']),
    amountFen === null ? '' : { fen: amountFen },
    record.kind === 'answer' && record.outcome ? SURVEY_OUTCOME_LABELS[record.outcome] : '',
    ...[evidencePartLabels[metric][part], reasonText(line)],
    ...[amount(added('numerator')), amount(added('denominator'))],
  ];
}

function recordText(record: EvidenceLine['record']): string {
  const { record: name } = EVIDENCE_RECORDS[record.kind];
  if (record.kind === 'receipt') return WORDS.titled(name, receiptSourceLabels[record.source]);
  if (record.kind === 'service') return WORDS.titled(name, SERVICE_KIND_LABELS[record.serviceKind]);
  return record.kind === 'payment' ? PAYMENT_KIND_LABELS[record.paymentKind] : name;
}

function reasonText({ reason, record }: EvidenceLine): string {
  const isLate = record.kind === 'award' && record.outOfWindow;
  const said = [reason ? evidenceReasonLabels[reason] : '', isLate ? WORDS.outOfWindow : ''];
  return said.filter((text) => text !== '').join(WORDS.between);
}

/** What the rows behind an indicator add up to, for whoever has the sheet without the page. */
export async function evidenceNotes({ store, year, given }: Omit<Asked, 'actor'>): Promise<string[]> {
  const asOf = dayOf({ year, given });
  const question = { year, asOf, indicatorId: given.get('indicator') ?? '' };
  const result = await store.read((read) => indicatorResult(read, question));
  const { metric, target, level3 } = result;
  const { basis: asked, filter, search } = evidenceView(given);
  // Only people can be counted in several ways.
  const basis = result.countBasis && (asked ?? result.countBasis);
  const isNarrowed = search !== '' || Object.values(filter).some((value) => value !== undefined);
  return [
    NOTES.indicator(year, level3 ?? ''),
    NOTES.asOf(asOf),
    ...(metric ? [NOTES.metric(metricLabels[metric], basis && countBasisLabels[basis])] : []),
    ...(result.filter ? [filterText(result.filter)] : []),
    NOTES.target(target.text),
    figureNote(result, basis),
    ...(isNarrowed ? [NOTES.narrowed] : []),
  ];
}

function figureNote(
  { counts, metric, numerator, denominator, actual }: IndicatorResult,
  basis: CountBasis | null,
): string {
  if (counts && basis) return NOTES.count(`${countBy(counts, basis)}${countBasisLabels[basis]}`);
  if (numerator === null || denominator === null) return NOTES.count(actual.text);
  const text = (value: number) => (metric && isMoneyMetric(metric) ? formatYuan(fen(value)) : String(value));
  return NOTES.fraction(text(numerator), text(denominator), actual.text);
}

/** The log pages by its numbers, from the newest entry down. */
async function* auditRows({ store, given }: Asked): AsyncGenerator<TableCell[]> {
  let before: number | undefined;
  do {
    const asked = { ...auditQuestion(given), ...(before ? { before } : {}), limit: ROWS_A_PAGE };
    const entries: ListedEntry[] = await store.read((read) => searchAudit(read, asked));
    yield* entries.map(auditCells);
    before = entries.length === ROWS_A_PAGE ? entries.at(-1)!.sequence : undefined;
  } while (before !== undefined);
}

function auditCells(entry: ListedEntry): TableCell[] {
  return [
    ...[entry.sequence, formatInstant(entry.recordedAt), entry.staffId ? entry.staffName : WORDS.system],
    AUDIT_LABELS[entry.action as keyof typeof AUDIT_LABELS],
    ...[auditSubjectText(entry), auditDetailText(entry)],
    entry.hash,
  ];
}
