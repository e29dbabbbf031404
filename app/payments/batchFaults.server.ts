import type { Read } from '../../db/client.server';
import { Refusal } from '../refusal';
import type { LineFault } from './batch';
import { accountsOf, type Account } from './batchCandidates.server';
import type { Instruction } from './batchRows.server';
import { payablesByIds, type Payable } from './payables.server';

export interface FaultyLine {
  line: Instruction;
  fault: LineFault;
  name: string;
  fileNumber: string;
}

/** The lines of a batch that may not be paid as they stand, looked at again against the award and the account. */
export async function faultyLines(read: Read, lines: readonly Instruction[]): Promise<FaultyLine[]> {
  const payables = await payablesByIds(
    read,
    lines.map(({ awardId }) => awardId),
  );
  const accounts = await accountsOf(
    read,
    payables.map(({ familyId }) => familyId),
  );
  return lines.flatMap((line, index) => {
    const payable = payables[index]!;
    const fault = lineFault(line, { payable, account: accounts.get(payable.familyId) });
    return fault ? [{ line, fault, name: payable.name, fileNumber: payable.fileNumber }] : [];
  });
}

/**
 * Holds a batch as long as a line of it may not be paid.
 * @throws Refusal batch.line_faulty {lineNumber, name, fileNumber, fault, more}
 */
export async function requireFaultless(read: Read, lines: readonly Instruction[]): Promise<void> {
  const [first, ...others] = await faultyLines(read, lines);
  if (!first) return;
  const { line, fault, name, fileNumber } = first;
  throw new Refusal('batch.line_faulty', {
    lineNumber: line.lineNumber,
    name,
    fileNumber,
    fault,
    more: others.length,
  });
}

function lineFault(
  line: Instruction,
  { payable, account }: { payable: Payable; account: Account | undefined },
): LineFault | null {
  if (payable.releasedOn) return 'released';
  if (line.amountFen > payable.restFen) return 'above_rest';
  if (!account) return 'account_missing';
  const isSame =
    account.accountFingerprint === line.accountFingerprint &&
    account.accountHolder === line.accountHolder &&
    account.bankName === line.bankName;
  return isSame ? null : 'account_changed';
}
