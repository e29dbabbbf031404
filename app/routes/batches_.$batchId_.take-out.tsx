import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { RefusedAction } from '../http/RefusedAction';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { TakeOutForm } from '../payments/batch.form';
import { takeOutLines } from '../payments/batchTakeOut.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  await guard(request, 'batch.make');
  return { back: paths.batch(params.batchId!) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'batch.make');
  const batchId = params.batchId!;
  return submit(request, TakeOutForm, async (form) => {
    const done = await takeOutLines(desk, { batchId, ...form });
    return redirectWithNotice(paths.batch(batchId), 'batch.lines_taken_out', done);
  });
}

export default RefusedAction;
