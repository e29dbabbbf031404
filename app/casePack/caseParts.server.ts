import type { Part } from '../exchange/streamedZip.server';
import { familyCourse, type FamilyNotice } from '../families/familyCourse.server';
import { FAMILY_PAPER_KINDS } from '../families/familyPaperKind';
import { paperOf } from '../families/familyPapers.server';
import { noticePaper } from '../families/noticePaper';
import { noticePage } from '../families/noticeQueries.server';
import { paperHash, papersOfFamily, type ShownPaper } from '../families/papers.server';
import { soundBytes, type PaperStore } from '../families/paperStore.server';
import type { PrintedPaper } from '../families/printedPaper';
import { paymentsOfAward } from '../payments/payments.server';
import { voucherOf } from '../payments/vouchers.server';
import { safeFileName } from '../reports/printed';
import { centreName, type Desk } from '../staff/staff.server';
import { CASE_PACK_NAMES as NAMES } from '../zh/casePack';
import { PAPER_LABELS } from '../zh/papers';
import { VOUCHER } from '../zh/vouchers';
import { caseFacts } from './caseFacts.server';
import { caseRecord } from './caseRecord';
import type { FamilyFolder } from './folders';
import type { SampledPayment } from './sample.server';
import { wholeNumber, type Numbers } from './wholeNumbers.server';

interface FamilyOrder {
  folder: FamilyFolder;
  numbers: Numbers;
  papers: PaperStore;
  docx: (paper: PrintedPaper) => Promise<Uint8Array>;
}

/** The files of one family and its payments: what there is, is known now; each is read when its turn comes. */
export async function familyParts(desk: Desk, order: FamilyOrder): Promise<Part[]> {
  const { store } = desk;
  const { familyId } = order.folder;
  const { notice, uploads } = await store.read(async (read) => ({
    notice: (await familyCourse(read, familyId)).notice,
    uploads: (await papersOfFamily(read, familyId)).present,
  }));
  return [
    ...formParts(desk, order),
    ...(notice ? [noticePart(desk, { ...order, notice })] : []),
    ...uploads.map((paper, index) => uploadPart(desk, { ...order, paper, number: index + 1 })),
    ...order.folder.payments.map((one) => recordPart(desk, { ...order, ...one })),
    ...(await voucherParts(desk, order)),
  ];
}

/** 档案表, and 认定审批表 with visit, notice and decision. */
function formParts({ store }: Desk, { folder, docx, numbers }: FamilyOrder): Part[] {
  return FAMILY_PAPER_KINDS.map((kind, index) => ({
    path: `${folder.path}/${NAMES.familyPaper(index + 1, kind)}`,
    bytes: async () => {
      const whole = await numbers();
      return docx(await store.read((read) => paperOf(read, { id: folder.familyId, kind, whole })));
    },
  }));
}

function noticePart({ store }: Desk, { folder, docx, notice }: FamilyOrder & { notice: FamilyNotice }): Part {
  const paper = () =>
    store.read(async (read) =>
      noticePaper(await noticePage(read, notice.id), { centreName: await centreName(read) }),
    );
  return {
    path: `${folder.path}/${safeFileName(NAMES.notice(notice.number))}`,
    bytes: async () => docx(await paper()),
  };
}

function uploadPart(
  { store }: Desk,
  { folder, papers, paper, number }: FamilyOrder & { paper: ShownPaper; number: number },
): Part {
  const { id: paperId, kind, fileName } = paper;
  const name = safeFileName(NAMES.paper(number, PAPER_LABELS[kind], fileName));
  const { familyId } = folder;
  return {
    path: `${folder.path}/${NAMES.papersFolder}/${name}`,
    bytes: async () => soundBytes(papers, await store.read((read) => paperHash(read, { familyId, paperId }))),
  };
}

function recordPart(
  { store }: Desk,
  { payment, path, docx, numbers }: FamilyOrder & { payment: SampledPayment; path: string },
): Part {
  return {
    path: `${path}/${NAMES.record}`,
    bytes: async () => {
      const idNumber = await wholeNumber(numbers, payment);
      const facts = await store.read((read) => caseFacts(read, { payment, idNumber }));
      return docx(caseRecord(facts, { fileName: NAMES.record }));
    },
  };
}

/** 付款凭证 and the paper of every correction of the payment. */
async function voucherParts({ store }: Desk, { folder, docx, numbers }: FamilyOrder): Promise<Part[]> {
  const parts: Part[] = [];
  for (const { payment, path } of folder.payments) {
    const records = await store.read((read) => paymentsOfAward(read, payment.awardId));
    const own = records.filter(({ originalId }) => originalId === payment.id);
    own.forEach(({ id: paymentId, kind }, index) =>
      parts.push({
        path: `${path}/${NAMES.voucher(index + 1, VOUCHER.title(kind))}`,
        bytes: async () => {
          const idNumber = await wholeNumber(numbers, payment);
          return docx(await store.read((read) => voucherOf(read, { paymentId, idNumber })));
        },
      }),
    );
  }
  return parts;
}
