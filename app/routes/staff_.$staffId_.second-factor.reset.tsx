import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { RefusedAction } from '../http/RefusedAction';
import { submit } from '../http/submit.server';
import { z } from 'zod';
import { paths } from '../paths';
import { resetSecondFactor } from '../staff/secondFactor.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  await guard(request, 'staff.manage');
  return { back: paths.staffMember(params.staffId!) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'staff.manage');
  return submit(request, z.object({}), async () => {
    await resetSecondFactor(desk, params.staffId!);
    return redirectWithNotice(paths.staffMember(params.staffId!), 'second_factor.reset');
  });
}

export default RefusedAction;
