import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { releaseImport } from '../exchange/jobs.server';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { RefusedAction } from '../http/RefusedAction';
import { orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';
import { wakeWorker } from '../worker.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  await guard(request, 'family.approve');
  return { back: paths.job(params.jobId!) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.approve');
  return submit(request, z.object({}), async () => {
    await orNotFound(releaseImport(desk, params.jobId!));
    wakeWorker();
    return redirectWithNotice(paths.job(params.jobId!), 'import.released');
  });
}

export default RefusedAction;
