import { and, eq, gt, inArray, isNull, lte, or, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { families, staff } from '../../db/schema';
import { businessDate, type BusinessDate } from '../calendar/date';
import { otherBankOf, type BankCode } from '../identity/bank';
import { accountDoubts, type BankAccountWarning } from '../identity/bankAccount';
import { hiddenPhones } from '../identity/hiddenDigits';
import { maskPhone } from '../identity/phone';
import { unseal } from '../identity/sealing.server';
import type { Fen } from '../money/fen';
import { together } from '../together';
import type { Income, Line, Proposal } from './classification';
import { exclusionsOf, incomeColumns, statedIncome, type Exclusion } from './familyColumns.server';
import {
  familyRow,
  incomeOf,
  memberRows,
  proposalOf,
  type FamilyRow,
  type MemberRow,
} from './familyRows.server';
import { lineOn } from './lines.server';
import type { PresentState } from './statement';
import { firstStatement, membersAsStated, presentState } from './statements.server';

/** A member as screens show it: the ID number masked. */
export type FamilyMember = Omit<
  MemberRow,
  'idSealed' | 'idFingerprint' | 'monthlyIncomeFen' | 'incomeUnstated' | 'birthOn'
> & {
  /** Null where nobody stated it. */
  monthlyIncomeFen: Fen | null;
  birthOn: BusinessDate;
};

type PlainColumns = Omit<
  FamilyRow,
  'accountSealed' | 'accountFingerprint' | 'appliedOn' | 'fileYear' | 'fileSequence' | keyof Income
>;

/**
 * Everything that families know of one file; neither a full ID number nor an account. Incomes and the proposal are
 * those of the application; what a review found since stands beside them.
 */
export interface FamilyPage extends PlainColumns {
  appliedOn: BusinessDate;
  income: Income;
  members: FamilyMember[];
  exclusions: Exclusion[];
  /** Names by the id of a member of staff, for recordedBy, visitedBy and approvedBy. */
  staffNames: Record<string, string>;
  /** What the digits of the account on file say against it. */
  accountDoubts: readonly BankAccountWarning[];
  /** The bank of the card on file, where another one was typed. */
  otherBank: BankCode | null;
  proposal: Proposal;
  line: Line | null;
  present: PresentState | null;
}

/**
 * One file with its members and what the rules propose for it.
 * @throws Refusal record.not_found
 */
export async function familyPage(read: Read, id: string): Promise<FamilyPage> {
  const { row, members, first, exclusions } = await together({
    row: familyRow(read, id),
    members: memberRows(read, id),
    first: firstStatement(read, id),
    exclusions: exclusionsOf(read, id),
  });
  const { division, hukouKind } = row;
  const income = first?.income ?? incomeOf(row);
  const appliedOn = businessDate(row.appliedOn);
  const account = row.accountSealed && unseal(row.accountSealed);
  const found = await together({
    staffNames: staffNames(read, [row.recordedBy, row.visitedBy, row.approvedBy]),
    proposal: proposalOf(
      read,
      { ...row, ...incomeColumns(income) },
      first ? membersAsStated(members, first) : members,
    ),
    line: lineOn(read, { division, hukouKind, on: appliedOn }),
    present: first ? presentState(read, row) : null,
  });
  return {
    ...found,
    ...withoutSecrets(row),
    appliedOn,
    income,
    accountDoubts: account ? accountDoubts(account) : [],
    otherBank: account ? otherBankOf(account, row.bankName) : null,
    members: members.map((member) => shownMember(member, first?.monthlyIncomes)),
    exclusions,
  };
}

/**
 * `familyPage` for those who look and do not type: the phone number masked too.
 * @throws Refusal record.not_found
 */
export async function familyView(read: Read, id: string): Promise<FamilyPage> {
  const family = await familyPage(read, id);
  const otherContact = hiddenPhones(family.otherContact);
  return { ...family, phone: maskPhone(family.phone), otherContact };
}

/** The families on the register on a day: registered by then, and not exited by then. A condition for queries. */
export function onRegisterOn(on: BusinessDate): SQL {
  return and(lte(families.registeredOn, on), or(isNull(families.exitedOn), gt(families.exitedOn, on)))!;
}

/** Whether a family is on the register on a day: the day of registration counts, the day of exit does not. */
export async function isOnRegister(
  read: Read,
  { familyId, on }: { familyId: string; on: BusinessDate },
): Promise<boolean> {
  const rows = await read
    .select({ id: families.id })
    .from(families)
    .where(and(eq(families.id, familyId), onRegisterOn(on)));
  return rows.length > 0;
}

function shownMember(row: MemberRow, stated: Record<string, Fen | null> = {}): FamilyMember {
  const { idSealed: _, idFingerprint: __, incomeUnstated: ___, ...member } = row;
  const monthlyIncomeFen = row.id in stated ? (stated[row.id] ?? null) : statedIncome(row);
  return { ...member, monthlyIncomeFen, birthOn: businessDate(member.birthOn) };
}

function withoutSecrets(row: FamilyRow): PlainColumns {
  const { accountSealed: _, accountFingerprint: __, ...plain } = row;
  return plain;
}

async function staffNames(read: Read, ids: (string | null)[]): Promise<Record<string, string>> {
  const known = ids.filter((id) => id !== null);
  const rows = await read
    .select({ id: staff.id, name: staff.name })
    .from(staff)
    .where(inArray(staff.id, known));
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
