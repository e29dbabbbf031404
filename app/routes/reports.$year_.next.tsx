import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { yearOfAddress } from '../fund/project';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { RefusedAction } from '../http/RefusedAction';
import { orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { prepareNextYear } from '../reports/nextYear.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  await guard(request, 'project.edit');
  return { back: paths.reportFrozen(yearOfAddress(params.year), 0) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'project.edit');
  const closedYear = yearOfAddress(params.year);
  return submit(request, z.object({}), async () => {
    const { year, isNew } = await orNotFound(prepareNextYear(desk, closedYear));
    const code = isNew ? 'report.next_prepared' : 'report.next_stands';
    return redirectWithNotice(paths.reportFrozen(closedYear, 0), code, { year });
  });
}

export default RefusedAction;
