import { fen } from '../money/fen';
import { plainYuan } from '../money/yuan';
import { safeFileName } from '../reports/printed';
import { CASE_PACK_NAMES as NAMES } from '../zh/casePack';
import { reliefTypeLabels } from '../zh/fund';
import type { SampledPayment } from './sample.server';

export interface FamilyFolder {
  path: string;
  familyId: string;
  isErased: boolean;
  payments: { payment: SampledPayment; path: string }[];
}

export interface Folders {
  families: FamilyFolder[];
  /** By the id of the payment. */
  ofPayment: Map<string, string>;
}

/** One folder a family, named after its file, in the order of the list, and in it one a payment. */
export function foldersOf(sampled: readonly SampledPayment[]): Folders {
  const byFamily = new Map<string, FamilyFolder>();
  const ofPayment = new Map<string, string>();
  for (const payment of sampled) {
    const folder = byFamily.get(payment.familyId) ?? newFolder(payment, byFamily.size + 1);
    byFamily.set(payment.familyId, folder);
    const path = pathIn(folder, payment);
    folder.payments.push({ payment, path });
    ofPayment.set(payment.id, path);
  }
  return { families: [...byFamily.values()], ofPayment };
}

function newFolder(payment: SampledPayment, number: number): FamilyFolder {
  const { familyId, mainPerson, fileNumber, isErased } = payment;
  const path = safeFileName(NAMES.folder(number, fileNumber, mainPerson));
  return { path, familyId, isErased, payments: [] };
}

/** Two payments of one day and amount get numbers. */
function pathIn(folder: FamilyFolder, { paidOn, amountFen, type }: SampledPayment): string {
  const own = `${folder.path}/${NAMES.payment(paidOn, plainYuan(fen(amountFen)), reliefTypeLabels[type])}`;
  const taken = new Set(folder.payments.map(({ path }) => path));
  let path = own;
  for (let number = 2; taken.has(path); number += 1) path = `${own} (${number})`;
  return path;
}
