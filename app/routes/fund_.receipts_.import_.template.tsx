import type { LoaderFunctionArgs } from '@remix-run/node';
import { XLSX } from '../exchange/familyWorkbook.server';
import { ledgerTemplate } from '../exchange/ledgerWorkbook.server';
import { download } from '../http/download.server';
import { guard } from '../http/guard.server';
import { LEDGER_TEMPLATE } from '../zh/ledgerSheet';

export async function loader({ request }: LoaderFunctionArgs) {
  await guard(request, 'fund.receive');
  const { fileName } = LEDGER_TEMPLATE.receipts;
  return download({ bytes: await ledgerTemplate('receipts'), fileName, mediaType: XLSX });
}
