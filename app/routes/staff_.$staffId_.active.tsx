import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { setStaffActive } from '../staff/staff.server';
import { RefusedAction } from '../http/RefusedAction';

const ActiveForm = z.object({ active: z.enum(['yes', 'no']) });

export async function loader({ request, params }: LoaderFunctionArgs) {
  await guard(request, 'staff.manage');
  return { back: paths.staffMember(params.staffId!) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'staff.manage');
  return submit(request, ActiveForm, async ({ active }) => {
    await setStaffActive(desk, { id: params.staffId!, active: active === 'yes' });
    const notice = active === 'yes' ? 'staff.activated' : 'staff.deactivated';
    return redirectWithNotice(paths.staffMember(params.staffId!), notice);
  });
}

export default RefusedAction;
