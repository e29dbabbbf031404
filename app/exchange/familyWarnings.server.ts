import { and, inArray, isNull } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { families } from '../../db/schema';
import type { FamilyStatus } from '../families/family';
import { accountHolders } from '../families/sharedAccounts.server';
import { CLOSED_STATUSES } from '../families/workflow';
import { NAME_SEPARATOR } from '../zh/familySheet';
import type { RowWarning, SharedColumn } from './familyProblem';
import type { PreparedFamily } from './importedFamilies.server';

/**
 * Families of a sheet that have the account or the phone of another family. That is no reason to refuse one (a
 * grandparent's account, a village's phone), and it is how one family gets relief twice: whoever lets a file in is told.
 */

interface Holder {
  fileNumber: string;
  status: FamilyStatus;
}

/** The files of the register that have each account (by its keyed hash) and each phone. */
export type KnownHolders = Record<SharedColumn, Map<string, Holder[]>>;

/**
 * Looks up the accounts and phones of a few hundred families at once, those that wait to be confirmed too.
 * @param importId whose families are left out: where they stand in the sheet says more
 */
export async function knownHolders(
  read: Read,
  prepared: readonly PreparedFamily[],
  importId: string | null,
): Promise<KnownHolders> {
  const accounts = prepared.flatMap((one) => sharedValue(one, 'account') ?? []);
  const account = await accountHolders(read, [...new Set(accounts)]);
  const phone = new Map<string, (Holder & { importId: string | null })[]>();
  const phones = prepared.flatMap((one) => sharedValue(one, 'phone') ?? []);
  for (const chunk of chunksOf([...new Set(phones)])) {
    const rows = await read
      .select({
        phone: families.phone,
        fileNumber: families.fileNumber,
        status: families.status,
        importId: families.importId,
      })
      .from(families)
      .where(and(inArray(families.phone, chunk), isNull(families.erasedAt)))
      .orderBy(families.fileYear, families.fileSequence);
    for (const row of rows) phone.set(row.phone, [...(phone.get(row.phone) ?? []), row]);
  }
  return { account: without(account, importId), phone: without(phone, importId) };
}

function without(
  holders: Map<string, (Holder & { importId: string | null })[]>,
  importId: string | null,
): Map<string, Holder[]> {
  const isOther = (holder: { importId: string | null }) => importId === null || holder.importId !== importId;
  return new Map([...holders].map(([value, all]) => [value, all.filter(isOther)]));
}

function sharedValue({ content }: PreparedFamily, column: SharedColumn): string | null {
  return (column === 'account' ? content.accountFingerprint : content.phone) || null;
}

const COLUMNS: readonly SharedColumn[] = ['account', 'phone'];
/** Of each column: a phone that a whole village gave must not hide an account. */
const MOST_KEPT = 300;
const MOST_NAMED = 3;

interface FirstInSheet {
  row: number;
  isOpen: boolean;
}

/** What one passage through a sheet finds of it: against the register, and within the sheet itself. */
export class FamilyWarnings {
  count = 0;
  private readonly kept: Record<SharedColumn, RowWarning[]> = { account: [], phone: [] };
  private readonly first: Record<SharedColumn, Map<string, FirstInSheet>> = {
    account: new Map(),
    phone: new Map(),
  };

  /** Of a family that comes in, or would. */
  add(prepared: PreparedFamily, holders: KnownHolders): void {
    for (const column of COLUMNS) {
      const value = sharedValue(prepared, column);
      if (value === null) continue;
      this.compareWithRegister(prepared, { column, holders: holders[column].get(value) ?? [] });
      this.compareWithSheet(prepared, { column, value });
    }
  }

  /** By row; of many only the first that were found. */
  list(): RowWarning[] {
    return COLUMNS.flatMap((column) => this.kept[column]).sort((one, other) => one.row - other.row);
  }

  private compareWithRegister(
    { family }: PreparedFamily,
    { column, holders }: { column: SharedColumn; holders: readonly Holder[] },
  ): void {
    // Two families that both left are no question any more.
    const others = holders.filter(({ status }) => isOpen(family.status) || isOpen(status));
    if (others.length === 0) return;
    const files = others.slice(0, MOST_NAMED).map(({ fileNumber }) => fileNumber);
    this.keep({
      row: family.persons[0]!.row,
      column,
      code: `${column}.on_register`,
      data: { files: files.join(NAME_SEPARATOR), count: others.length },
    });
  }

  private compareWithSheet(
    { family }: PreparedFamily,
    { column, value }: { column: SharedColumn; value: string },
  ): void {
    const { row } = family.persons[0]!;
    const first = this.first[column].get(value);
    const isThisOpen = isOpen(family.status);
    if (first && (isThisOpen || first.isOpen)) {
      this.keep({ row, column, code: `${column}.in_file`, data: { first: first.row } });
    }
    if (!first || (isThisOpen && !first.isOpen)) this.first[column].set(value, { row, isOpen: isThisOpen });
  }

  private keep(warning: RowWarning): void {
    this.count += 1;
    if (this.kept[warning.column].length < MOST_KEPT) this.kept[warning.column].push(warning);
  }
}

function isOpen(status: FamilyStatus): boolean {
  return !(CLOSED_STATUSES as readonly FamilyStatus[]).includes(status);
}
