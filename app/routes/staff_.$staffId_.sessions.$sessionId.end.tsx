import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { paths } from '../paths';
import { endSession } from '../staff/sessions.server';

export async function loader({ request, params }: LoaderFunctionArgs) {
  await guard(request, 'staff.manage');
  return redirect(paths.staffMember(params.staffId!));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'staff.manage');
  await endSession(desk, { staffId: params.staffId!, sessionId: params.sessionId! });
  return redirectWithNotice(paths.staffMember(params.staffId!), 'staff.sessions_ended');
}
