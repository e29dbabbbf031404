import type { awards, budgetAdjustments, payments, projects, receipts } from '../../db/schema';

/** The rules of money once more, slowly: plain loops over raw rows, sharing nothing with the engine. */

export interface MoneyRows {
  projects: (typeof projects.$inferSelect)[];
  adjustments: (typeof budgetAdjustments.$inferSelect)[];
  receipts: (typeof receipts.$inferSelect)[];
  awards: (typeof awards.$inferSelect)[];
  payments: (typeof payments.$inferSelect)[];
}

export interface SlowBalance {
  budgetFen: number;
  receivedFen: number;
  committedFen: number;
  paidFen: number;
}

/** What a project has, as of now. */
export function slowBalance(rows: MoneyRows, projectId: string): SlowBalance {
  let budgetFen = 0;
  for (const row of rows.projects) if (row.id === projectId) budgetFen += row.currentFen;
  for (const row of rows.adjustments) if (row.projectId === projectId) budgetFen += row.amountFen;
  let receivedFen = 0;
  for (const row of rows.receipts) if (row.projectId === projectId) receivedFen += row.amountFen;
  let committedFen = 0;
  let paidFen = 0;
  for (const award of rows.awards) {
    if (award.projectId !== projectId) continue;
    let netFen = 0;
    for (const row of rows.payments) if (row.awardId === award.id) netFen += row.amountFen;
    paidFen += netFen;
    if (award.releasedOn === null) committedFen += award.amountFen - netFen;
  }
  return { budgetFen, receivedFen, committedFen, paidFen };
}

/** Everything in the rows that money must never do, in words; empty when all is well. */
export function slowFaults(rows: MoneyRows): string[] {
  return [
    ...rows.projects.flatMap(({ id }) => projectFaults(rows, id)),
    ...rows.awards.flatMap((award) => awardFaults(rows, award)),
    ...rows.payments.flatMap((row) => rowFaults(rows, row)),
  ];
}

function projectFaults(rows: MoneyRows, projectId: string): string[] {
  const { budgetFen, receivedFen, committedFen, paidFen } = slowBalance(rows, projectId);
  const faults: string[] = [];
  if (paidFen > receivedFen) faults.push(`paid ${paidFen} of ${receivedFen} received`);
  if (paidFen + committedFen > budgetFen) {
    faults.push(`paid ${paidFen} and committed ${committedFen} of ${budgetFen}`);
  }
  if (committedFen < 0) faults.push(`committed ${committedFen}`);
  return faults;
}

/** On no day is an award paid below nothing or above itself. */
function awardFaults(rows: MoneyRows, award: MoneyRows['awards'][number]): string[] {
  const faults: string[] = [];
  const own = rows.payments.filter(({ awardId }) => awardId === award.id);
  for (const { paidOn } of own) {
    let netFen = 0;
    for (const row of own) if (row.paidOn <= paidOn) netFen += row.amountFen;
    if (netFen < 0 || netFen > award.amountFen) {
      faults.push(`award ${award.id} of ${award.amountFen} has ${netFen} on ${paidOn}`);
    }
  }
  return faults;
}

/** A row is corrected from its day on, by the opposite sign, and never further than to nothing. */
function rowFaults(rows: MoneyRows, row: MoneyRows['payments'][number]): string[] {
  const faults: string[] = [];
  const worth = (one: MoneyRows['payments'][number], on: string): number => {
    let netFen = one.amountFen;
    for (const other of rows.payments) {
      if (other.correctsId === one.id && other.paidOn <= on) netFen += worth(other, on);
    }
    return netFen;
  };
  for (const { awardId, paidOn } of rows.payments) {
    if (awardId !== row.awardId || paidOn < row.paidOn) continue;
    const netFen = worth(row, paidOn);
    if (row.amountFen > 0 ? netFen < 0 : netFen > 0) faults.push(`row ${row.id} is ${netFen} on ${paidOn}`);
  }
  const target = rows.payments.find(({ id }) => id === row.correctsId);
  if (target && (target.paidOn > row.paidOn || target.amountFen > 0 === row.amountFen > 0)) {
    faults.push(`row ${row.id} does not correct ${target.id}`);
  }
  if (row.originalId !== (target?.originalId ?? row.id)) faults.push(`row ${row.id} has another root`);
  return faults;
}
