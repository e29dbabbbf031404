import { eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { campaigns, projects } from '../../db/schema';
import type { BusinessDate } from '../calendar/date';
import { fundCash, projectOfYear, type FundCash, type Project } from '../fund/fund.server';
import { sumFen, type Fen } from '../money/fen';
import { proposedBankDay } from '../relief/days';
import type { PayWindow } from '../relief/payWindow';
import { payWindows } from '../relief/payWindows.server';
import type { Matching } from '../relief/selection';
import { accountWarnings, type AccountWarnings } from './accountWarnings.server';
import { accountsOf } from './batchCandidates.server';
import { failedLines, type FailedLine } from './failedSince.server';
import { lateReversals, type LateReversal } from './ledger';
import { claimsShown } from './claimsShown.server';
import { payablesByIds, recordablePayables, type Payable } from './payables.server';
import type { PaymentSelection } from './paymentSelection';
import type { AccountLine } from './sharedLines.server';
import { together } from '../together';

export type DraftLine = Omit<
  Payable,
  'projectId' | 'familyId' | 'memberId' | 'releasedOn' | 'takenBackBy' | 'rows'
>;

/** A payment run before it is recorded: what would be paid to whom, and whether the money for it has come in. */
export interface PaymentDraft extends AccountWarnings {
  year: number;
  lines: DraftLine[];
  /** Chosen, but paid in full or released in the meantime. */
  settled: DraftLine[];
  amountFen: Fen;
  cash: FundCash;
  /** When they are to be paid. */
  windows: PayWindow[];
  /** By how much the run exceeds 可用于发放; 0 while it does not. */
  shortFen: number;
  proposedOn: BusinessDate | null;
  /** No earlier day can be the bank's: that of the latest approval. */
  earliestOn: string;
  /** The filter with what it matched; null where awards were ticked. */
  matching: Matching | null;
  campaignName: string | null;
  /** What is shown of `claimed`, to be sent back. */
  claimsShown: string;
  /** Those that a batch has failed to make, with the bank's day. */
  failed: FailedLine[];
  /** Payments of these awards that were recorded by mistake and count until a later day. */
  mistaken: MistakenLine[];
}

/** An award with a reversal of a later day than the payment that it reverses. */
export interface MistakenLine extends Pick<Payable, 'awardId' | 'name' | 'fileNumber'> {
  reversal: LateReversal;
}

/**
 * What a choice of awards comes to.
 * @throws Refusal award.not_found, project.not_found
 */
export async function paymentDraft(
  read: Read,
  { selection, today }: { selection: PaymentSelection; today: BusinessDate },
): Promise<PaymentDraft> {
  const chosen = (await chosenPayables(read, selection)).filter(
    ({ awardId }) => !selection.except.includes(awardId),
  );
  const project = await projectOf(read, selection);
  const due = chosen.filter(({ restFen }) => restFen > 0);
  const amountFen = sumFen(due.map(({ restFen }) => restFen));
  const { warnings, cash, campaignName, ...found } = await together({
    cash: fundCash(read, project.id),
    warnings: accountLines(read, due).then((lines) => accountWarnings(read, lines, due)),
    windows: payWindows(read, due),
    campaignName: 'awardIds' in selection ? null : campaignNameOf(read, selection.campaignId),
    failed: failedLines(read, due),
  });
  return {
    ...warnings,
    ...found,
    claimsShown: claimsShown(warnings.claimed),
    year: project.year,
    lines: due.map(shownLine),
    settled: chosen.filter(({ restFen }) => restFen === 0).map(shownLine),
    amountFen,
    cash,
    shortFen: Math.max(0, amountFen - cash.usableFen),
    proposedOn: proposedBankDay(today, project),
    earliestOn: latestOf(due.map(({ approvedOn }) => approvedOn)) ?? project.startOn,
    matching: 'awardIds' in selection ? null : { ...selection, count: due.length, amountFen },
    campaignName,
    mistaken: due.flatMap(({ awardId, name, fileNumber, rows }) =>
      lateReversals(rows).map((reversal) => ({ awardId, name, fileNumber, reversal })),
    ),
  };
}

async function accountLines(read: Read, due: readonly Payable[]): Promise<AccountLine[]> {
  const accounts = await accountsOf(
    read,
    due.map(({ familyId }) => familyId),
  );
  return due.flatMap(({ awardId, familyId, name, fileNumber }) => {
    const account = accounts.get(familyId);
    return account
      ? [{ awardId, familyId, name, fileNumber, accountFingerprint: account.accountFingerprint }]
      : [];
  });
}

function chosenPayables(read: Read, selection: PaymentSelection): Promise<Payable[]> {
  return 'awardIds' in selection
    ? payablesByIds(read, selection.awardIds)
    : recordablePayables(read, selection);
}

async function projectOf(read: Read, selection: PaymentSelection): Promise<Project> {
  if (!('awardIds' in selection)) return projectOfYear(read, selection.year);
  const [first] = await payablesByIds(read, selection.awardIds.slice(0, 1));
  const [project] = await read.select().from(projects).where(eq(projects.id, first!.projectId));
  return project!;
}

async function campaignNameOf(read: Read, id: string | undefined): Promise<string | null> {
  if (!id) return null;
  const [campaign] = await read.select({ name: campaigns.name }).from(campaigns).where(eq(campaigns.id, id));
  return campaign?.name ?? null;
}

function shownLine(payable: Payable): DraftLine {
  return {
    awardId: payable.awardId,
    type: payable.type,
    name: payable.name,
    fileNumber: payable.fileNumber,
    accountHolder: payable.accountHolder,
    bankName: payable.bankName,
    accountLast4: payable.accountLast4,
    approvedOn: payable.approvedOn,
    amountFen: payable.amountFen,
    netFen: payable.netFen,
    restFen: payable.restFen,
  };
}

function latestOf(days: readonly string[]): string | null {
  return days.reduce<string | null>((latest, day) => (!latest || day > latest ? day : latest), null);
}
