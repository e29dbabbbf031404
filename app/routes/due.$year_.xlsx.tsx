import type { LoaderFunctionArgs } from '@remix-run/node';
import { isBusinessDate } from '../calendar/date';
import { exportDueList } from '../exchange/dueExport.server';
import { yearOfAddress } from '../fund/project';
import { download } from '../http/download.server';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { dueQuestion } from '../indicators/due';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const desk = await guard(request, 'family.export');
  const given = new URL(request.url).searchParams;
  const { type, reason } = dueQuestion(given);
  const asOf = given.get('asOf');
  return download(
    await orExplained(
      exportDueList(desk, {
        year: yearOfAddress(params.year),
        ...(type ? { type } : {}),
        ...(reason ? { reason } : {}),
        ...(isBusinessDate(asOf) ? { asOf } : {}),
      }),
    ),
  );
}
