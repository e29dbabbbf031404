import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { cancelJob } from '../exchange/jobs.server';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { RefusedAction } from '../http/RefusedAction';
import { orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';

export async function loader({ request, params }: LoaderFunctionArgs) {
  await guard(request, 'national.exchange');
  return { back: paths.comparison(params.jobId!) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'national.exchange');
  return submit(request, z.object({}), async () => {
    await orNotFound(cancelJob(desk, params.jobId!));
    return redirectWithNotice(paths.comparison(params.jobId!), 'job.cancelled');
  });
}

export default RefusedAction;
