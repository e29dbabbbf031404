import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { guardStaff } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { paths } from '../paths';
import { endOwnSession } from '../staff/sessions.server';

export async function loader({ request }: LoaderFunctionArgs) {
  await guardStaff(request);
  return redirect(paths.account);
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guardStaff(request);
  const wasOpen = await endOwnSession(desk, params.sessionId!);
  return redirectWithNotice(paths.account, wasOpen ? 'staff.sessions_ended' : 'staff.session_gone');
}
