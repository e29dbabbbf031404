import { maskIdNumber } from '../identity/idNumber';
import { HOUSEHOLD_TEXTS as TEXTS } from '../zh/national';
import type { FieldDifference } from './national';
import type { TheirPerson } from './nationalCompare';
import type { NationalLine } from './nationalFile.server';
import { onRegister, type MainPerson, type OurPerson } from './nationalValues.server';

/** A row of a download with the first row of its family; without a readable ID number its fingerprint is ''. */
export interface ReadRow {
  line: NationalLine;
  familyRow: number;
  theirs: TheirPerson;
  idFingerprint: string;
}

interface Known {
  /** The files that the people of the rows stand in, by the fingerprint of their ID number. */
  standing: ReadonlyMap<string, readonly OurPerson[]>;
  /** The main persons of our files, by the id of the file. */
  heads: ReadonlyMap<string, MainPerson>;
}

/** In which households a download has its people. One is told apart by the ID number of its main person. */
export class Households {
  /** By the first row of a family. */
  private readonly theirs = new Map<number, ReadRow>();

  constructor(
    rows: readonly ReadRow[],
    private readonly known: Known,
  ) {
    for (const row of rows)
      if (isMain(row) && !this.theirs.has(row.familyRow)) this.theirs.set(row.familyRow, row);
  }

  /**
   * Where somebody stands in another household there than with us. Nothing is said where the household has no main
   * person whose ID number can be read.
   */
  differenceOf(row: ReadRow, { family }: OurPerson): FieldDifference[] {
    const theirs = isMain(row) ? row : this.theirs.get(row.familyRow);
    const ours = this.known.heads.get(family.id);
    if (!ours || !theirs?.idFingerprint || theirs.idFingerprint === ours.idFingerprint) return [];
    const files = this.known.standing.get(theirs.idFingerprint);
    // The number of the same person reads otherwise there: two other lists say so already.
    if (!files && theirs.theirs.values.name === ours.name) return [];
    return [
      { field: 'household', ours: TEXTS.file(family.fileNumber, ours.name), theirs: told(theirs, files) },
    ];
  }
}

function isMain({ theirs }: ReadRow): boolean {
  return theirs.values.relation === 'self';
}

function told({ theirs: { values } }: ReadRow, files: readonly OurPerson[] | undefined): string {
  const ours = onRegister(files);
  if (!ours) return TEXTS.unknown(values.name ?? '', maskIdNumber(values.idNumber!));
  const { family, member } = ours;
  return (member.position === 0 ? TEXTS.file : TEXTS.memberOf)(family.fileNumber, member.name);
}
