import type { Store } from '../../db/client.server';
import type { BusinessDate } from '../calendar/date';
import { maskIdNumber } from '../identity/idNumber';
import { fingerprint } from '../identity/sealing.server';
import { HOUSEHOLD_TEXTS as TEXTS } from '../zh/national';
import type { FieldDifference } from './national';
import { readTheirs, type TheirPerson } from './nationalCompare';
import type { NationalLine } from './nationalFile.server';
import {
  mainPersonsOf,
  onRegister,
  standingOf,
  type MainPerson,
  type OurPerson,
} from './nationalValues.server';

/** A row of a download with the first row of its family; without a readable ID number its fingerprint is ''. */
export interface ReadRow {
  line: NationalLine;
  familyRow: number;
  theirs: TheirPerson;
  idFingerprint: string;
}

/** Reads the rows of some families. */
export function readRows(families: readonly NationalLine[][], today: BusinessDate): ReadRow[] {
  return families.flatMap((lines) =>
    lines.map((line) => {
      const theirs = readTheirs(line.cells, today);
      const { idNumber } = theirs.values;
      const idFingerprint = idNumber ? fingerprint(idNumber) : '';
      return { line, familyRow: lines[0]!.row, theirs, idFingerprint };
    }),
  );
}

interface Known {
  /** The files that the people of the rows stand in, by the fingerprint of their ID number. */
  standing: ReadonlyMap<string, readonly OurPerson[]>;
  /** The main persons of those that are on the register, by the id of the file. */
  heads: ReadonlyMap<string, MainPerson>;
  /** Whether the places of the rows tell their families where no file number does. */
  isPlaced: boolean;
}

/** In which households a download has its people. One is told apart by the ID number of its main person. */
export class Households {
  /** By the first row of a family. */
  private readonly theirs = new Map<number, ReadRow>();
  /** Our file of the first who is on the register, by the first row of a family. */
  private readonly files = new Map<number, string>();

  constructor(
    rows: readonly ReadRow[],
    private readonly known: Known,
  ) {
    for (const row of rows) {
      if (isMain(row) && !this.theirs.has(row.familyRow)) this.theirs.set(row.familyRow, row);
      const ours = this.isTold(row) && this.ofRegister(row);
      if (ours && !this.files.has(row.familyRow)) this.files.set(row.familyRow, ours.family.id);
    }
  }

  /** Every file that somebody of a row stands in. */
  filesOf({ idFingerprint }: ReadRow): readonly OurPerson[] {
    return this.known.standing.get(idFingerprint) ?? [];
  }

  /** Whether the download tells in which family somebody stands. */
  isTold({ line }: ReadRow): boolean {
    return this.known.isPlaced || !line.isByPlace;
  }

  /** Our file of the family that somebody stands in there; null where it is not told, or nobody of it is on the register. */
  fileOfFamily(row: ReadRow): string | null {
    return (this.isTold(row) && this.files.get(row.familyRow)) || null;
  }

  /**
   * Where somebody stands in another household there than with us. Nothing is said where the household has no main
   * person whose ID number can be read.
   */
  differenceOf(row: ReadRow): FieldDifference[] {
    const both = this.headsOf(row);
    if (!both || both.theirs.idFingerprint === both.ours.idFingerprint) return [];
    const { ours, theirs, family } = both;
    const files = this.known.standing.get(theirs.idFingerprint);
    // The number of the same person reads otherwise there: two other lists say so already.
    if (!files && theirs.theirs.values.name === ours.name) return [];
    return [
      { field: 'household', ours: TEXTS.file(family.fileNumber, ours.name), theirs: told(theirs, files) },
    ];
  }

  /** Whether somebody stands below the same main person on both sides; null where that cannot be told. */
  isBelowSame(row: ReadRow): boolean | null {
    const both = this.headsOf(row);
    return both && both.theirs.idFingerprint === both.ours.idFingerprint;
  }

  private headsOf(row: ReadRow) {
    const theirs = isMain(row) ? row : this.theirs.get(row.familyRow);
    const family = this.ofRegister(row)?.family;
    const ours = family && this.known.heads.get(family.id);
    return this.isTold(row) && ours && theirs?.idFingerprint ? { family, ours, theirs } : null;
  }

  private ofRegister(row: ReadRow): OurPerson | undefined {
    return onRegister(this.filesOf(row));
  }
}

/** The households of some families, with what our files know of their people. */
export async function householdsOf(
  store: Store,
  rows: readonly ReadRow[],
  { isPlaced }: Pick<Known, 'isPlaced'>,
): Promise<Households> {
  return store.read(async (read) => {
    const numbers = rows.map(({ idFingerprint }) => idFingerprint).filter(Boolean);
    const standing = await standingOf(read, numbers);
    const registered = [...standing.values()].flatMap((files) => onRegister(files)?.family.id ?? []);
    const heads = await mainPersonsOf(read, new Set(registered));
    return new Households(rows, { standing, heads, isPlaced });
  });
}

/**
 * So many of those whose place alone tells their family, of all who are on the register, stand below their main person
 * in a download that has its rows family by family. Sorted by name, relatives of one name stand together as well.
 */
const PLACED_SHARE = 3 / 4;

/** Holds the places of the rows of a download against our files. */
export class Placing {
  private told = 0;
  private same = 0;

  /**
   * Looks at some families; those in which every member has a number tell nothing.
   * @returns whether there were others
   */
  async look(store: Store, families: readonly NationalLine[][], today: BusinessDate): Promise<boolean> {
    const rows = readRows(
      families.filter((lines) => lines.some(({ isByPlace }) => isByPlace)),
      today,
    );
    if (rows.length === 0) return false;
    const households = await householdsOf(store, rows, { isPlaced: true });
    for (const row of rows.filter(({ line }) => line.isByPlace)) {
      const isSame = households.isBelowSame(row);
      if (isSame !== null) this.told += 1;
      if (isSame) this.same += 1;
    }
    return true;
  }

  /** Whether rows without a file number may be taken for members of the family that they stand in. */
  isFollowed(): boolean {
    return this.told > 0 && this.same >= this.told * PLACED_SHARE;
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
