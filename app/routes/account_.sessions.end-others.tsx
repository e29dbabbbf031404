import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { guardStaff } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { paths } from '../paths';
import { endOtherSessions } from '../staff/sessions.server';

export async function loader({ request }: LoaderFunctionArgs) {
  await guardStaff(request);
  return redirect(paths.account);
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guardStaff(request);
  const count = await endOtherSessions(desk, desk.sessionId);
  return redirectWithNotice(paths.account, count > 0 ? 'staff.sessions_ended' : 'staff.session_gone');
}
