import type { LoaderFunctionArgs } from '@remix-run/node';
import { familyTemplate } from '../exchange/familyTemplate.server';
import { XLSX } from '../exchange/familyWorkbook.server';
import { download } from '../http/download.server';
import { guard } from '../http/guard.server';
import { TEMPLATE_FILE_NAME } from '../zh/jobs';

export async function loader({ request }: LoaderFunctionArgs) {
  await guard(request, 'family.import');
  return download({ bytes: await familyTemplate(), fileName: TEMPLATE_FILE_NAME, mediaType: XLSX });
}
