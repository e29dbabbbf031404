import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { beginRegistration } from '../exchange/nationalItems.server';
import { guard } from '../http/guard.server';
import { RefusedAction } from '../http/RefusedAction';
import { orNotFound, submit } from '../http/submit.server';
import { paths } from '../paths';

export async function loader({ request, params }: LoaderFunctionArgs) {
  await guard(request, 'family.record');
  return { back: paths.comparison(params.jobId!, { list: 'theirs_only' }) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.record');
  return submit(request, z.object({}), async () => {
    await orNotFound(beginRegistration(desk, { jobId: params.jobId!, itemId: params.itemId! }));
    return redirect(paths.familyNewRestored);
  });
}

export default RefusedAction;
