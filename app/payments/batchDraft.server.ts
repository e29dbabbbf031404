import { eq } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { campaigns } from '../../db/schema';
import type { ReliefType } from '../fund/project';
import { fundCash, type FundCash } from '../fund/fund.server';
import { sumFen, type Fen } from '../money/fen';
import type { OpenBatch } from '../relief/awardsInBatches.server';
import type { PayWindow } from '../relief/payWindow';
import { payWindows } from '../relief/payWindows.server';
import type { Matching } from '../relief/selection';
import { campaignCounts, unnoticedCampaigns, type UnnoticedCampaign } from '../relief/unnoticed.server';
import type { LeftOutReason } from './batch';
import { accountWarnings, type AccountWarnings } from './accountWarnings.server';
import { batchCandidates, type Candidate } from './batchCandidates.server';
import { comingBack, type ComingBack } from './ledger';
import type { Payable } from './payables.server';
import type { PaymentSelection } from './paymentSelection';
import type { AccountLine } from './sharedLines.server';

/** How many lines a page shows of a batch that is not made yet. */
const SHOWN = 100;

export interface BatchDraftLine {
  awardId: string;
  name: string;
  fileNumber: string;
  type: ReliefType;
  accountHolder: string;
  bankName: string;
  accountLast4: string | null;
  restFen: Fen;
  /** After which correction it would be paid again. */
  comingBack: ComingBack | null;
}

/** A batch before it is made: who would be in it, who not and why, and whether the money for it has come in. */
export interface BatchDraft extends AccountWarnings {
  year: number;
  count: number;
  amountFen: Fen;
  /** How many of them were paid before and came back. */
  comingBackCount: number;
  cash: FundCash;
  /** When they are to be paid. */
  windows: PayWindow[];
  /** Of which campaigns the recipients have not been public long enough. */
  unnoticed: UnnoticedCampaign[];
  shortFen: number;
  /** The first of them. */
  lines: BatchDraftLine[];
  leftOut: (BatchDraftLine & { reason: LeftOutReason; batch: OpenBatch | null })[];
  leftOutCount: number;
  /** The ticked awards that would be in it; null where a filter chose. */
  awardIds: string[] | null;
  /** The filter with what it matched; null where awards were ticked. */
  matching: Matching | null;
  campaignName: string | null;
}

/**
 * What a choice of awards comes to as a batch.
 * @throws Refusal award.not_found, project.not_found, batch.two_years
 */
export async function batchDraft(read: Read, selection: PaymentSelection): Promise<BatchDraft> {
  const { project, fit, leftOut } = await batchCandidates(read, selection);
  const amountFen = sumFen(fit.map(({ payable }) => payable.restFen));
  const cash = await fundCash(read, project.id);
  return {
    year: project.year,
    count: fit.length,
    amountFen,
    comingBackCount: fit.filter(({ payable }) => comingBack(payable.rows)).length,
    cash,
    windows: await payWindows(
      read,
      fit.map(({ payable }) => payable),
    ),
    unnoticed: await unnoticedCampaigns(
      read,
      await campaignCounts(
        read,
        fit.map(({ payable }) => payable.awardId),
      ),
    ),
    shortFen: Math.max(0, amountFen - cash.usableFen),
    lines: fit.slice(0, SHOWN).map(({ payable }) => shownLine(payable)),
    ...(await accountWarnings(read, fit.map(accountLine))),
    leftOut: leftOut
      .slice(0, SHOWN)
      .map(({ payable, reason, batch }) => ({ ...shownLine(payable), reason, batch })),
    leftOutCount: leftOut.length,
    awardIds: 'awardIds' in selection ? fit.map(({ payable }) => payable.awardId) : null,
    matching: 'awardIds' in selection ? null : { ...selection, count: fit.length, amountFen },
    campaignName: 'awardIds' in selection ? null : await campaignNameOf(read, selection.campaignId),
  };
}

function shownLine(payable: Payable): BatchDraftLine {
  const {
    awardId,
    name,
    fileNumber,
    type,
    accountHolder,
    bankName,
    accountLast4,
    restFen,
    releasedOn,
    rows,
  } = payable;
  return {
    awardId,
    name,
    fileNumber,
    type,
    accountHolder,
    bankName,
    accountLast4,
    restFen,
    // What is released is not paid again.
    comingBack: releasedOn ? null : comingBack(rows),
  };
}

function accountLine({ payable, account: { accountFingerprint } }: Candidate): AccountLine {
  const { awardId, familyId, name, fileNumber } = payable;
  return { awardId, familyId, name, fileNumber, accountFingerprint };
}

async function campaignNameOf(read: Read, id: string | undefined): Promise<string | null> {
  if (!id) return null;
  const [campaign] = await read.select({ name: campaigns.name }).from(campaigns).where(eq(campaigns.id, id));
  return campaign?.name ?? null;
}
