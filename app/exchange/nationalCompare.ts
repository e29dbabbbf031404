import type { BusinessDate } from '../calendar/date';
import type { SheetCell } from '../sheets/sheet';
import { toPlainText } from '../plainText';
import { NATIONAL_TITLES } from '../zh/national';
import { isPersonField, type FieldDifference, type NationalField, type NationalTexts } from './national';
import { readNational, type CellProblem } from './nationalCell';

type Cells = Partial<Record<NationalField, SheetCell>>;

/** A row of a download, read on its own. */
export interface TheirPerson {
  /** Codes and plain texts by field, of the cells that could be read. */
  values: NationalTexts;
  problems: CellProblem[];
}

/** Reads the cells of a row; who has no readable name and ID number is named as a problem too. */
export function readTheirs(cells: Cells, today: BusinessDate): TheirPerson {
  const values: NationalTexts = {};
  const problems: CellProblem[] = [];
  for (const [name, cell] of Object.entries(cells)) {
    const field = name as NationalField;
    const reading = readNational(field, cell, today);
    if ('value' in reading) values[field] = reading.value;
    else problems.push(problemOf(field, reading));
  }
  const lacking = (['name', 'idNumber'] as const).filter(
    (field) => !values[field] && !problems.some((one) => one.field === field),
  );
  return {
    values,
    problems: [...problems, ...lacking.map((field) => problemOf(field, { code: 'cell.missing' }))],
  };
}

function problemOf(
  field: NationalField,
  { code, data }: { code: CellProblem['code']; data?: CellProblem['data'] },
): CellProblem {
  return { field, code, data: { column: NATIONAL_TITLES[field], ...data } };
}

/**
 * The fields in which a row differs from our file. What belongs to the family is compared on the main person's row
 * alone; a cell that could not be read is not compared, it is named as a problem.
 * @param fields those that the sheet has and that count
 */
export function differencesOf({
  ours,
  cells,
  theirs,
  fields,
  isMain,
  today,
}: {
  ours: NationalTexts;
  cells: Cells;
  theirs: TheirPerson;
  fields: readonly NationalField[];
  isMain: boolean;
  today: BusinessDate;
}): FieldDifference[] {
  return fields.flatMap((field): FieldDifference[] => {
    if (!isPersonField(field) && field !== 'fileNumber' && !isMain) return [];
    if (theirs.problems.some((problem) => problem.field === field)) return [];
    const text = ours[field] ?? '';
    const theirText = toPlainText(cells[field]?.text ?? '');
    if (text === theirText || nationalValue(field, text, today) === valueIn(theirs, field, today)) return [];
    return [{ field, ours: text, theirs: theirText }];
  });
}

function valueIn({ values }: TheirPerson, field: NationalField, today: BusinessDate): string {
  return values[field] ?? nationalValue(field, '', today);
}

/** What we have is read as theirs is: what is written in two ways is still the same. */
export function nationalValue(field: NationalField, text: string, today: BusinessDate): string {
  const reading = readNational(field, { kind: 'text', text }, today);
  return 'value' in reading ? reading.value : text;
}
