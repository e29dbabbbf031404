import { redirect, type ActionFunctionArgs } from '@remix-run/node';
import { currentDesk } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { endSession } from '../http/session.server';
import { paths } from '../paths';
import { logOut } from '../staff/login.server';

export function loader() {
  return redirect(paths.home);
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await currentDesk(request);
  if (desk) await logOut(desk);
  const answer = await redirectWithNotice(paths.login, 'staff.logged_out');
  answer.headers.append('Set-Cookie', await endSession(request));
  return answer;
}
