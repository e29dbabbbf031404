import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { RefusedAction } from '../http/RefusedAction';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { reopenStaff } from '../staff/staff.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  await guard(request, 'staff.manage');
  return { back: paths.staffMember(params.staffId!) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'staff.manage');
  return submit(request, z.object({}), async () => {
    const { isWaiting } = await reopenStaff(desk, params.staffId!);
    const notice = isWaiting ? 'staff.activated_waiting' : 'staff.activated';
    return redirectWithNotice(paths.staffMember(params.staffId!), notice);
  });
}

export default RefusedAction;
